package dev.sluice.store.s3.object;

import dev.sluice.flow.WorkerGroup;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Deletes objects, up to 1000 by one request; one by one what XML cannot carry, what no answer to
/// a batch accounts for, and everything at a service that knows no batches. Thread-safe.
public final class S3Deletes {

  /// S3's bound on one request.
  public static final int MAX_BATCH = 1000;

  /// The connection's limit bounds all requests together; this bounds one batch's.
  private static final int ONE_BY_ONE_AT_ONCE = 16;

  private final S3Root root;

  /// Whether the service has refused a batch whose keys it then deleted one by one.
  private volatile boolean knowsNoBatches;

  public S3Deletes(S3Root root) {
    this.root = root;
  }

  public List<DeleteFailure> delete(List<Key> keys) throws StoreException, InterruptedException {
    if (keys.size() > MAX_BATCH) {
      throw new IllegalArgumentException(keys.size() + " keys at once");
    }
    Map<String, Key> together = new TreeMap<>();
    List<Key> oneByOne = new ArrayList<>();
    for (Key key : keys) {
      if (fitsXml(key.value()) && !knowsNoBatches) {
        together.put(root.objectKey(key), key);
      } else {
        oneByOne.add(key);
      }
    }
    List<DeleteFailure> failures = new ArrayList<>();
    if (!together.isEmpty()) {
      DeleteBatch batch = new DeleteBatch(root, together);
      switch (batch.delete()) {
        case DONE -> failures.addAll(batch.failures());
        case PARTLY_UNKNOWN -> {
          failures.addAll(batch.failures());
          oneByOne.addAll(batch.unknown());
        }
        case NO_SUCH_REQUEST -> {
          List<Key> all = List.copyOf(together.values());
          List<DeleteFailure> refused = deleteOneByOne(all);
          knowsNoBatches |= refused.size() < all.size();
          failures.addAll(refused);
        }
      }
    }
    failures.addAll(deleteOneByOne(oneByOne));
    return failures;
  }

  /// Whether XML 1.0 can carry the key at all: it has no way to write most control characters.
  public static boolean fitsXml(String key) {
    return key.codePoints()
        .allMatch(c ->
            c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000);
  }

  private List<DeleteFailure> deleteOneByOne(List<Key> keys)
      throws StoreException, InterruptedException {
    Queue<Key> left = new ConcurrentLinkedQueue<>(keys);
    Queue<DeleteFailure> failures = new ConcurrentLinkedQueue<>();
    AtomicReference<@Nullable StoreException> end = new AtomicReference<>();
    try (WorkerGroup workers = WorkerGroup.ofVirtual("sluice-delete-one")) {
      for (int i = 0; i < Math.min(ONE_BY_ONE_AT_ONCE, keys.size()); i++) {
        workers.fork(() -> {
          Key key;
          while (end.get() == null && (key = left.poll()) != null) {
            try {
              deleteOne(key);
            } catch (StoreException e) {
              if (e.kind().concernsWholeRun()) {
                end.compareAndSet(null, e);
              } else if (e.kind() != StoreException.Kind.NOT_FOUND) {
                failures.add(new DeleteFailure(key, e));
              }
            }
          }
        });
      }
      workers.join();
    }
    StoreException first = end.get();
    if (first != null) {
      throw first;
    }
    return List.copyOf(failures);
  }

  private void deleteOne(Key key) throws StoreException, InterruptedException {
    root.<@Nullable Void>call(
        S3Operation.DELETE,
        root.address(key),
        () -> {
          String whole = root.objectKey(key);
          if (!root.api().delete(root.bucket(), whole) && isThere(key, whole)) {
            throw FaultException.corrupt("the answer says yes, and the object is still there");
          }
          return null;
        });
  }

  private boolean isThere(Key key, String whole) throws StoreException, InterruptedException {
    try {
      root.call(
          S3Operation.HEAD, root.address(key), () -> root.api().head(root.bucket(), whole, null));
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
