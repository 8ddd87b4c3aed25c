package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Deletes objects, up to 1000 by one request; one by one what XML cannot carry, what no answer to
/// a batch accounts for, and everything at a service that knows no batches. Thread-safe.
public final class S3Deletes {

  /// S3's bound on one request.
  public static final int MAX_BATCH = 1000;

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
      boolean onCondition = conditions.takesOnDeletion();
      DeleteBatch batch = new DeleteBatch(root, together, onCondition);
      DeleteBatch.Result result = batch.delete();
      if (result == DeleteBatch.Result.NO_SUCH_REQUEST && onCondition) {
        onCondition = false;
        batch = new DeleteBatch(root, together, false); // perhaps it is the ETags that it refuses
        result = batch.delete();
        if (result != DeleteBatch.Result.NO_SUCH_REQUEST) {
          conditions.refusedOnDeletion();
        }
      }
      switch (result) {
        case DONE, PARTLY_UNKNOWN -> {
          failures.addAll(
              onCondition
                  ? new RefusedDeletions(root, together).settle(batch.failures())
                  : batch.failures());
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
    Queue<DeleteFailure> failures = new ConcurrentLinkedQueue<>();
    OneByOne.run(
        "sluice-delete-one",
        entries,
        entry -> {
          try {
            deleteOne(entry);
          } catch (StoreException e) {
            if (e.kind().concernsWholeRun()) {
              throw e;
            }
            if (e.kind() != StoreException.Kind.NOT_FOUND) {
              failures.add(new DeleteFailure(entry.key(), e));
            }
          }
        });
    return List.copyOf(failures);
  }

  private void deleteOne(Entry entry) throws StoreException, InterruptedException {
    new ConditionalWrites(root, root.address(entry.key()), ConditionUse.Purpose.DELETION)
        .<@Nullable Void>write(
            WriteCondition.over(entry),
            condition -> {
              deleteOne(entry.key(), condition.ifMatch() == null ? null : entry.etag());
              return null;
            });
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
