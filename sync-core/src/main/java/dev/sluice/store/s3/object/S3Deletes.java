package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.Deleted;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Deletes objects and versions, up to 1000 by one request; one by one what XML cannot carry, what
/// no answer to a batch accounts for, and everything at a service that knows no batches.
/// Thread-safe.
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

  /// Deletes what is seen under keys.
  public List<DeleteFailure> delete(List<Entry> entries)
      throws StoreException, InterruptedException {
    Results results = deleteAll(entries.stream().map(this::doomed).toList(), false);
    List<DeleteFailure> failures = new ArrayList<>();
    for (Entry entry : entries) {
      StoreException error = results.failures.get(doomed(entry).name());
      if (error != null) {
        failures.add(new DeleteFailure(entry.key(), error));
      }
    }
    return failures;
  }

  /// What deletes an entry if it still is what was listed.
  public Doomed doomed(Entry entry) {
    return new Doomed(new ObjectName(root.objectKey(entry.key()), null), entry.etag());
  }

  /// Deletes objects and versions.
  ///
  /// @param objects by whole keys, at most [#MAX_BATCH]
  /// @return what became of each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  public List<Deletion> deleteEach(List<Doomed> objects)
      throws StoreException, InterruptedException {
    Results results = deleteAll(objects, false);
    return objects.stream().map(object -> results.of(object.name())).toList();
  }

  /// The same, where nothing may go that has been replaced: where the service compares no ETags,
  /// each object is looked at just before.
  public List<Deletion> deleteUnreplaced(List<Doomed> objects)
      throws StoreException, InterruptedException {
    if (conditions.takesOnDeletion()) {
      Results results = deleteAll(objects, true);
      return objects.stream().map(object -> results.of(object.name())).toList();
    }
    Results looked = new Results();
    List<Doomed> unreplaced = unreplaced(objects, looked);
    Results deleted = unreplaced.isEmpty() ? looked : deleteAll(unreplaced, false);
    return objects.stream()
        .map(object ->
            (looked.failures.containsKey(object.name()) ? looked : deleted).of(object.name()))
        .toList();
  }

  /// Those of the objects that still are what was listed.
  ///
  /// @param results gets why the others are not deleted
  private List<Doomed> unreplaced(List<Doomed> objects, Results results)
      throws StoreException, InterruptedException {
    Map<ObjectName, StoreException> replaced = replaced(objects);
    results.failures.putAll(replaced);
    return objects.stream().filter(object -> !replaced.containsKey(object.name())).toList();
  }

  /// Those of the objects that are not what was listed, or cannot be looked at.
  private Map<ObjectName, StoreException> replaced(Collection<Doomed> objects)
      throws StoreException, InterruptedException {
    Map<ObjectName, StoreException> replaced = new ConcurrentHashMap<>();
    OneByOne.run(
        "sluice-look-before-deletion",
        objects,
        object -> {
          S3Address address = new S3Address(root.bucket(), object.name().key());
          try {
            if (new ConditionalWrites(root, address)
                    .found(WriteCondition.matching(object.ifMatch()))
                == ConditionalWrites.Found.OTHER) {
              replaced.put(
                  object.name(),
                  ConditionalWrites.conflict(ConditionUse.Purpose.DELETION, address, null));
            }
          } catch (StoreException e) {
            replaced.put(object.name(), e);
          }
        });
    return replaced;
  }

  /// What became of objects.
  private static final class Results {
    private final Map<ObjectName, StoreException> failures = new ConcurrentHashMap<>();
    private final Map<ObjectName, String> markers = new ConcurrentHashMap<>();

    Deletion of(ObjectName name) {
      StoreException error = failures.get(name);
      return error == null ? new Deletion.Gone(markers.get(name)) : new Deletion.Failed(error);
    }
  }

  /// @param looks whether nothing is deleted without a condition before it was looked at
  private Results deleteAll(List<Doomed> objects, boolean looks)
      throws StoreException, InterruptedException {
    if (objects.size() > MAX_BATCH) {
      throw new IllegalArgumentException(objects.size() + " entries at once");
    }
    Map<ObjectName, Doomed> together = new TreeMap<>();
    List<Doomed> oneByOne = new ArrayList<>();
    for (Doomed object : objects) {
      if (fitsXml(object.name().key()) && !knowsNoBatches) {
        together.put(object.name(), object);
      } else {
        oneByOne.add(object);
      }
    }
    Results results = new Results();
    if (!together.isEmpty()) {
      deleteTogether(together, results, oneByOne, looks);
    }
    deleteOneByOne(looks ? unreplaced(oneByOne, results) : oneByOne, results);
    return results;
  }

  /// @param oneByOne gets what no answer accounts for
  private void deleteTogether(
      Map<ObjectName, Doomed> together, Results results, List<Doomed> oneByOne, boolean looks)
      throws StoreException, InterruptedException {
    boolean onCondition = conditions.takesOnDeletion();
    if (looks && !onCondition && !look(together, results)) {
      return; // another batch has just been refused its conditions
    }
    DeleteBatch batch = new DeleteBatch(root, together, onCondition);
    DeleteBatch.Result result = batch.delete();
    boolean hasConditions = together.values().stream().anyMatch(object -> object.ifMatch() != null);
    if (result == DeleteBatch.Result.NO_SUCH_REQUEST && onCondition && hasConditions) {
      onCondition = false;
      if (looks && !look(together, results)) {
        return;
      }
      batch = new DeleteBatch(root, together, false); // perhaps it is the ETags that it refuses
      result = batch.delete();
      if (result != DeleteBatch.Result.NO_SUCH_REQUEST) {
        conditions.refusedOnDeletion();
      }
    }
    switch (result) {
      case DONE, PARTLY_UNKNOWN -> {
        RefusedDeletions refused = new RefusedDeletions(root, together, looks);
        results.failures.putAll(onCondition ? refused.settle(batch.failures()) : batch.failures());
        results.markers.putAll(batch.markers());
        results.markers.putAll(refused.markers());
        oneByOne.addAll(batch.unknown());
      }
      case NO_SUCH_REQUEST -> {
        deleteOneByOne(List.copyOf(together.values()), results);
        knowsNoBatches |= !results.failures.keySet().containsAll(together.keySet());
      }
    }
  }

  /// Looks at objects that are deleted without a condition.
  ///
  /// @param together those that have been replaced are taken out
  /// @return whether any are left
  private boolean look(Map<ObjectName, Doomed> together, Results results)
      throws StoreException, InterruptedException {
    unreplaced(List.copyOf(together.values()), results);
    together.keySet().removeAll(results.failures.keySet());
    return !together.isEmpty();
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

  private void deleteOneByOne(List<Doomed> objects, Results results)
      throws StoreException, InterruptedException {
    OneByOne.run(
        "sluice-delete-one",
        objects,
        object -> {
          try {
            String marker = deleteOne(object);
            if (marker != null) {
              results.markers.put(object.name(), marker);
            }
          } catch (StoreException e) {
            if (e.kind().concernsWholeRun()) {
              throw e;
            }
            if (e.kind() != StoreException.Kind.NOT_FOUND) {
              results.failures.put(object.name(), e);
            }
          }
        });
  }

  /// @return the id of the marker that was made; null where none was
  private @Nullable String deleteOne(Doomed object) throws StoreException, InterruptedException {
    ObjectName name = object.name();
    S3Address address = new S3Address(root.bucket(), name.key(), name.version());
    return new ConditionalWrites(root, address, ConditionUse.Purpose.DELETION)
        .<@Nullable String>write(
            WriteCondition.matching(object.ifMatch()),
            condition ->
                deleteOne(condition.ifMatch() == null ? new Doomed(name, null) : object, address));
  }

  private @Nullable String deleteOne(Doomed object, S3Address address)
      throws StoreException, InterruptedException {
    return root.<@Nullable String>call(
        S3Operation.DELETE,
        address,
        () -> {
          Deleted deleted = root.api().delete(root.bucket(), object);
          if (!deleted.isConfirmed() && root.find(address) != null) {
            throw FaultException.corrupt("the answer says yes, and the object is still there");
          }
          return deleted.marker();
        });
  }
}
