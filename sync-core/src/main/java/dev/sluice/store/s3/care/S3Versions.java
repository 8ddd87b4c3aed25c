package dev.sluice.store.s3.care;

import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Versions;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.VersionQuery;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.object.S3Copies;
import dev.sluice.store.s3.object.S3CopySource;
import dev.sluice.store.s3.object.S3Deletes;
import dev.sluice.store.s3.sdk.SdkAnswers;
import dev.sluice.store.s3.split.Survey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The versions of the objects of a bucket.
public final class S3Versions implements Versions {

  private final S3Root root;
  private final S3Deletes deletes;
  private final @Nullable S3Copies copies;
  private final Survey survey = new Survey();

  /// Versions that are listed and deleted, and not copied from here.
  ///
  /// @param deletes by which objects are deleted
  public S3Versions(S3Root root, S3Deletes deletes) {
    this(root, deletes, null);
  }

  /// @param deletes by which objects are deleted
  /// @param copies by which they are copied; null where none are
  public S3Versions(S3Root root, S3Deletes deletes, @Nullable S3Copies copies) {
    this.root = root;
    this.deletes = deletes;
    this.copies = copies;
  }

  @Override
  public StoredContent copy(Versions from, ObjectVersion version, WriteCondition condition)
      throws StoreException, InterruptedException {
    if (!(from instanceof S3Versions source)) {
      throw new IllegalArgumentException("not of this service: " + from);
    }
    Entry entry =
        Entry.ofObject(
            version.key(),
            version.sizeBytes(),
            version.modifiedTime(),
            version.etag(),
            version.storageClass());
    return Objects.requireNonNull(copies, "nothing is copied by these")
        .copyVersion(
            new S3CopySource(source.root, entry, version.id()),
            new WriteSpec(version.key(), version.sizeBytes(), entry.fingerprint(), condition));
  }

  @Override
  public List<Checksum> checksums(ObjectVersion version)
      throws StoreException, InterruptedException {
    InspectQuery query =
        new InspectQuery(
            root.bucket(),
            root.objectKey(version.key()),
            version.id(),
            version.etag(),
            OptionalInt.empty());
    return root.call(
        S3Operation.HEAD,
        root.address(version.key(), version.id()),
        () -> root.api().inspect(query).stored().checksums());
  }

  @Override
  public State state() throws StoreException, InterruptedException {
    S3Address bucket = new S3Address(root.bucket(), null);
    return root.call(
        S3Operation.GET_SETTING,
        bucket,
        () -> {
          BucketVersioningStatus status =
              SdkAnswers.understood(
                      () -> root.sdk().getBucketVersioning(b -> b.bucket(root.bucket())))
                  .status();
          return switch (status) {
            case null -> State.OFF;
            case ENABLED -> State.ENABLED;
            case SUSPENDED -> State.SUSPENDED;
            case UNKNOWN_TO_SDK_VERSION ->
                throw FaultException.corrupt("the answer does not say whether versions are kept");
          };
        });
  }

  @Override
  public boolean canList() throws StoreException, InterruptedException {
    try {
      VersionQuery query = new VersionQuery(root.bucket(), root.prefix(), null, 1);
      root.call(
          S3Operation.LIST_VERSIONS, root.address(), () -> root.session().care().versions(query));
      return true;
    } catch (StoreException e) {
      if (S3Faults.isUnknownRequest(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public RangeCursor<ListedVersion> list(KeyRange range) {
    return new VersionCursor(root, survey, range);
  }

  @Override
  public List<Deletion> deleteVersions(List<ObjectVersion> versions)
      throws StoreException, InterruptedException {
    List<ObjectVersion> asListed = new ArrayList<>();
    Set<ObjectVersion> replaced = new HashSet<>();
    for (ObjectVersion version : versions) {
      if (hasNoCondition(version) && isReplaced(version)) {
        replaced.add(version);
      } else {
        asListed.add(version);
      }
    }
    Iterator<Deletion> deletions =
        deletes.deleteEach(asListed.stream().map(this::doomed).toList()).iterator();
    return versions.stream()
        .map(version -> replaced.contains(version) ? isReplacedNow(version) : deletions.next())
        .toList();
  }

  /// A marker that another write may replace has no ETag by which that could be noticed.
  private static boolean hasNoCondition(ObjectVersion version) {
    return version.isReplaceable() && version.etag() == null;
  }

  /// Looks again what has a version's id.
  private boolean isReplaced(ObjectVersion listed) throws StoreException, InterruptedException {
    S3Prefix only = new S3Prefix(root.bucket(), root.objectKey(listed.key()), root.base());
    try (VersionCursor cursor =
        new VersionCursor(
            new S3Root(root.session(), only), new Survey(), new KeyRange(null, listed.key()))) {
      ListedVersion next;
      while ((next = cursor.next()) != null) {
        if (next instanceof ObjectVersion now && now.id().equals(listed.id())) {
          return now.isDeleteMarker() != listed.isDeleteMarker()
              || !now.modifiedTime().equals(listed.modifiedTime());
        }
      }
      return false; // it is gone, as it should be
    }
  }

  private Deletion isReplacedNow(ObjectVersion version) {
    return new Deletion.Failed(
        new StoreException(
            StoreException.Kind.CONFLICT,
            "delete "
                + describe(version.key(), version.id())
                + ": it is no longer what was listed"));
  }

  private Doomed doomed(ObjectVersion version) {
    return new Doomed(
        new ObjectName(root.objectKey(version.key()), version.id()),
        version.isReplaceable() ? version.etag() : null);
  }

  @Override
  public List<Deletion> deleteLatest(List<Entry> entries)
      throws StoreException, InterruptedException {
    return deletes.deleteEach(entries.stream().map(deletes::doomed).toList());
  }

  @Override
  public String describe(Key key, @Nullable String version) {
    return root.address(key, version).toString();
  }
}
