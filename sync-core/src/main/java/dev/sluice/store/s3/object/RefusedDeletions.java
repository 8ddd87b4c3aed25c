package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.object.ConditionalWrites.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What a batch of deletions, each on condition of its ETag, was refused: tells what somebody else
/// has changed from what the service, or what the credentials may do, does not allow to be deleted
/// on a condition, as [ConditionalWrites] does for one object.
final class RefusedDeletions {

  private final S3Root root;

  /// What the batch was asked to delete, by whole key.
  private final Map<String, Entry> asked;

  RefusedDeletions(S3Root root, Map<String, Entry> asked) {
    this.root = root;
    this.asked = asked;
  }

  /// Tries again what it may not have been right to refuse.
  ///
  /// @param failures what the batch could not delete
  /// @return those that remain
  List<DeleteFailure> settle(List<DeleteFailure> failures)
      throws StoreException, InterruptedException {
    Map<Key, DeleteFailure> remaining = new ConcurrentHashMap<>();
    failures.forEach(each -> remaining.put(each.key(), each));
    Map<String, Entry> refused = of(Kind.DENIED, failures, asked);
    Map<String, Entry> unchanged = unchanged(of(Kind.CONFLICT, failures, asked), remaining);
    if (!unchanged.isEmpty()) { // it may have been so for a moment
      delete(unchanged, true, remaining);
      List<DeleteFailure> again = List.copyOf(remaining.values());
      refused.putAll(unchanged(of(Kind.CONFLICT, again, unchanged), remaining));
    }
    if (delete(refused, false, remaining)) {
      root.session().conditions().refusedOnDeletion();
    }
    return List.copyOf(remaining.values());
  }

  /// Those of `entries` that failed so.
  private Map<String, Entry> of(
      Kind kind, List<DeleteFailure> failures, Map<String, Entry> entries) {
    Map<String, Entry> found = new TreeMap<>();
    for (DeleteFailure failure : failures) {
      String whole = root.objectKey(failure.key());
      Entry entry = entries.get(whole);
      if (entry != null && entry.etag() != null && failure.error().kind() == kind) {
        found.put(whole, entry);
      }
    }
    return found;
  }

  private Found found(Entry entry) throws InterruptedException {
    try {
      return new ConditionalWrites(root, root.address(entry.key()))
          .found(WriteCondition.over(entry));
    } catch (StoreException _) {
      return Found.OTHER; // where that cannot be seen, the refusal is believed
    }
  }

  /// Those that have the ETag with which they were listed. What is gone, as it should be, is no
  /// longer among what remains: some services compare its ETag with nothing.
  private Map<String, Entry> unchanged(
      Map<String, Entry> refused, Map<Key, DeleteFailure> remaining)
      throws StoreException, InterruptedException {
    Map<String, Entry> unchanged = new ConcurrentSkipListMap<>();
    OneByOne.run(
        "sluice-look-at-refused",
        refused.values(),
        entry -> {
          switch (found(entry)) {
            case AS_LISTED -> unchanged.put(root.objectKey(entry.key()), entry);
            case GONE -> remaining.remove(entry.key());
            case OTHER -> {}
          }
        });
    return unchanged;
  }

  /// Tries to delete these, and notes in `remaining` what has become of them.
  ///
  /// @return whether any is gone
  private boolean delete(
      Map<String, Entry> entries, boolean onCondition, Map<Key, DeleteFailure> remaining)
      throws InterruptedException {
    if (entries.isEmpty()) {
      return false;
    }
    DeleteBatch batch = new DeleteBatch(root, entries, onCondition);
    Map<Key, DeleteFailure> left = new HashMap<>();
    try {
      batch.delete();
      batch.failures().forEach(failure -> left.put(failure.key(), failure));
      batch.unknown().forEach(entry -> left.put(entry.key(), remaining.get(entry.key())));
    } catch (StoreException e) {
      entries.values().forEach(each -> left.put(each.key(), new DeleteFailure(each.key(), e)));
    }
    entries.values().forEach(each -> remaining.remove(each.key()));
    remaining.putAll(left);
    return left.size() < entries.size();
  }
}
