package dev.sluice.store.s3.care;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.object.S3Deletes;
import dev.sluice.store.s3.split.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The versions of the objects of a bucket.
public final class S3Versions implements Versions {

  private final S3Root root;
  private final S3Deletes deletes;
  private final Survey survey = new Survey();

  /// @param deletes by which objects are deleted
  public S3Versions(S3Root root, S3Deletes deletes) {
    this.root = root;
    this.deletes = deletes;
  }

  @Override
  public State state() throws StoreException, InterruptedException {
    S3Address bucket = new S3Address(root.bucket(), null);
    return root.call(
        S3Operation.GET_SETTING,
        bucket,
        () -> {
          BucketVersioningStatus status =
              root.sdk().getBucketVersioning(b -> b.bucket(root.bucket())).status();
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
  public RangeCursor<ListedVersion> list(KeyRange range) {
    return new VersionCursor(root, survey, range);
  }

  @Override
  public List<Deletion> deleteVersions(List<ObjectVersion> versions)
      throws StoreException, InterruptedException {
    return deletes.deleteEach(versions.stream().map(this::doomed).toList());
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
