package dev.sluice.store.s3.object;

import dev.sluice.flow.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
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
  private final ConditionUse conditions;

  /// Whether the service has refused a batch whose keys it then deleted one by one.
  private volatile boolean knowsNoBatches;

  public S3Deletes(S3Root root) {
    this.root = root;
    this.conditions = root.session().conditions();
  }

  public List<DeleteFailure> delete(List<Entry> entries)
      throws StoreException, InterruptedException {
    if (entries.size() > MAX_BATCH) {
      throw new IllegalArgumentException(entries.size() + " entries at once");
    }
    Map<String, Entry> together = new TreeMap<>();
    List<Entry> oneByOne = new ArrayList<>();
    for (Entry entry : entries) {
      if (fitsXml(entry.key().value()) && !knowsNoBatches) {
        together.put(root.objectKey(entry.key()), entry);
      } else {
        oneByOne.add(entry);
      }
    }
    List<DeleteFailure> failures = new ArrayList<>();
    if (!together.isEmpty()) {
      DeleteBatch batch = new DeleteBatch(root, together, conditions.takesOnDeletion());
      DeleteBatch.Result result = batch.delete();
      if (result == DeleteBatch.Result.NO_SUCH_REQUEST && conditions.takesOnDeletion()) {
        batch = new DeleteBatch(root, together, false); // perhaps it is the ETags that it refuses
        result = batch.delete();
        if (result != DeleteBatch.Result.NO_SUCH_REQUEST) {
          conditions.refusedOnDeletion();
        }
      }
      switch (result) {
        case DONE -> failures.addAll(withoutETagsWhereDenied(together, batch.failures()));
        case PARTLY_UNKNOWN -> {
          failures.addAll(batch.failures());
          oneByOne.addAll(batch.unknown());
        }
        case NO_SUCH_REQUEST -> {
          List<Entry> all = List.copyOf(together.values());
          List<DeleteFailure> refused = deleteOneByOne(all);
          knowsNoBatches |= refused.size() < all.size();
          failures.addAll(refused);
        }
      }
    }
    failures.addAll(deleteOneByOne(oneByOne));
    return failures;
  }

  /// Comparing an ETag takes the right to read: what is denied with one may be permitted without,
  /// which is found out once.
  private List<DeleteFailure> withoutETagsWhereDenied(
      Map<String, Entry> asked, List<DeleteFailure> failures) throws InterruptedException {
    Map<String, Entry> denied = new TreeMap<>();
    for (DeleteFailure failure : failures) {
      String whole = root.objectKey(failure.key());
      Entry entry = asked.get(whole);
      if (entry != null
          && entry.etag() != null
          && failure.error().kind() == StoreException.Kind.DENIED) {
        denied.put(whole, entry);
      }
    }
    if (denied.isEmpty() || !conditions.takesOnDeletion()) {
      return failures;
    }
    Set<Key> left = leftWithoutETags(denied);
    if (left.size() == denied.size()) {
      return failures; // it was not the condition
    }
    conditions.refusedOnDeletion();
    return failures.stream()
        .filter(failure ->
            !denied.containsKey(root.objectKey(failure.key())) || left.contains(failure.key()))
        .toList();
  }

  /// @return what is not known to be gone
  private Set<Key> leftWithoutETags(Map<String, Entry> denied) throws InterruptedException {
    DeleteBatch batch = new DeleteBatch(root, denied, false);
    Set<Key> left = new HashSet<>();
    try {
      batch.delete();
      batch.failures().forEach(failure -> left.add(failure.key()));
      batch.unknown().forEach(entry -> left.add(entry.key()));
    } catch (StoreException e) { // the first answer says what is to be said
      denied.values().forEach(entry -> left.add(entry.key()));
    }
    return left;
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

  private List<DeleteFailure> deleteOneByOne(List<Entry> entries)
      throws StoreException, InterruptedException {
    Queue<Entry> left = new ConcurrentLinkedQueue<>(entries);
    Queue<DeleteFailure> failures = new ConcurrentLinkedQueue<>();
    AtomicReference<@Nullable StoreException> end = new AtomicReference<>();
    try (WorkerGroup workers = WorkerGroup.ofVirtual("sluice-delete-one")) {
      for (int i = 0; i < Math.min(ONE_BY_ONE_AT_ONCE, entries.size()); i++) {
        workers.fork(() -> {
          Entry entry;
          while (end.get() == null && (entry = left.poll()) != null) {
            try {
              deleteOne(entry);
            } catch (StoreException e) {
              if (e.kind().concernsWholeRun()) {
                end.compareAndSet(null, e);
              } else if (e.kind() != StoreException.Kind.NOT_FOUND) {
                failures.add(new DeleteFailure(entry.key(), e));
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

  private void deleteOne(Entry entry) throws StoreException, InterruptedException {
    String etag = conditions.takesOnDeletion() ? entry.etag() : null;
    try {
      deleteOne(entry.key(), etag);
    } catch (StoreException e) {
      if (etag == null) {
        throw e;
      }
      if (e.kind() == StoreException.Kind.CHANGED) {
        throw ConditionalWrites.conflict("delete", root.address(entry.key()), e);
      }
      if (!S3Faults.isUnknownRequest(e) && e.kind() != StoreException.Kind.DENIED) {
        throw e;
      }
      deleteOne(entry.key(), null);
      conditions.refusedOnDeletion();
    }
  }

  /// @param etag null for whatever it has
  private void deleteOne(Key key, @Nullable String etag)
      throws StoreException, InterruptedException {
    root.<@Nullable Void>call(
        S3Operation.DELETE,
        root.address(key),
        () -> {
          Doomed doomed = new Doomed(root.objectKey(key), etag);
          if (!root.api().delete(root.bucket(), doomed) && root.find(root.address(key)) != null) {
            throw FaultException.corrupt("the answer says yes, and the object is still there");
          }
          return null;
        });
  }
}
