package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.object.ConditionalWrites.Found;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What a batch of deletions, each on condition of its ETag, was refused: tells what somebody else
/// has changed from what the service, or what the credentials may do, does not allow to be deleted
/// on a condition, as [ConditionalWrites] does for one object.
final class RefusedDeletions {

  private final S3Root root;

  /// What the batch was asked to delete.
  private final Map<ObjectName, Doomed> asked;

  /// Whether nothing is deleted without a condition before it was looked at.
  private final boolean looks;

  private final Map<ObjectName, String> markers = new HashMap<>();

  RefusedDeletions(S3Root root, Map<ObjectName, Doomed> asked, boolean looks) {
    this.root = root;
    this.asked = asked;
    this.looks = looks;
  }

  /// The markers that were made on the way.
  Map<ObjectName, String> markers() {
    return markers;
  }

  /// Tries again what it may not have been right to refuse.
  ///
  /// @param failures what the batch could not delete
  /// @return those that remain
  Map<ObjectName, StoreException> settle(Map<ObjectName, StoreException> failures)
      throws StoreException, InterruptedException {
    Map<ObjectName, StoreException> remaining = new ConcurrentHashMap<>(failures);
    Map<ObjectName, Doomed> denied = of(Kind.DENIED, failures, asked);
    Map<ObjectName, Doomed> refused = looks ? unchanged(denied, remaining) : denied;
    Map<ObjectName, Doomed> unchanged = unchanged(of(Kind.CONFLICT, failures, asked), remaining);
    if (!unchanged.isEmpty()) { // it may have been so for a moment
      delete(unchanged, true, remaining);
      Map<ObjectName, StoreException> again = Map.copyOf(remaining);
      refused.putAll(unchanged(of(Kind.CONFLICT, again, unchanged), remaining));
    }
    if (delete(refused, false, remaining)) {
      root.session().conditions().refusedOnDeletion();
    }
    return Map.copyOf(remaining);
  }

  /// Those of `objects` that failed so.
  private static Map<ObjectName, Doomed> of(
      Kind kind, Map<ObjectName, StoreException> failures, Map<ObjectName, Doomed> objects) {
    Map<ObjectName, Doomed> found = new TreeMap<>();
    failures.forEach((name, error) -> {
      Doomed object = objects.get(name);
      if (object != null && object.ifMatch() != null && error.kind() == kind) {
        found.put(name, object);
      }
    });
    return found;
  }

  private Found found(Doomed object) throws InterruptedException {
    try {
      return new ConditionalWrites(root, new S3Address(root.bucket(), object.name().key()))
          .found(WriteCondition.matching(object.ifMatch()));
    } catch (StoreException _) {
      return Found.OTHER; // where that cannot be seen, the refusal is believed
    }
  }

  /// Those that have the ETag with which they were listed. What is gone, as it should be, is no
  /// longer among what remains: some services compare its ETag with nothing.
  private Map<ObjectName, Doomed> unchanged(
      Map<ObjectName, Doomed> refused, Map<ObjectName, StoreException> remaining)
      throws StoreException, InterruptedException {
    Map<ObjectName, Doomed> unchanged = new ConcurrentSkipListMap<>();
    OneByOne.run(
        "sluice-look-at-refused",
        refused.values(),
        object -> {
          switch (found(object)) {
            case AS_LISTED -> unchanged.put(object.name(), object);
            case GONE -> remaining.remove(object.name());
            case OTHER -> {}
          }
        });
    return unchanged;
  }

  /// Tries to delete these, and notes in `remaining` what has become of them.
  ///
  /// @return whether any is gone
  private boolean delete(
      Map<ObjectName, Doomed> objects,
      boolean onCondition,
      Map<ObjectName, StoreException> remaining)
      throws InterruptedException {
    if (objects.isEmpty()) {
      return false;
    }
    DeleteBatch batch = new DeleteBatch(root, objects, onCondition);
    Map<ObjectName, StoreException> left = new HashMap<>();
    try {
      batch.delete();
      left.putAll(batch.failures());
      batch.unknown().forEach(object -> left.put(object.name(), remaining.get(object.name())));
      markers.putAll(batch.markers());
    } catch (StoreException e) {
      objects.keySet().forEach(each -> left.put(each, e));
    }
    objects.keySet().forEach(remaining::remove);
    remaining.putAll(left);
    return left.size() < objects.size();
  }
}
