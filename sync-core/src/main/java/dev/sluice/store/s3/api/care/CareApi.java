package dev.sluice.store.s3.api.care;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.s3.api.care.VersionPage.Marker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The requests about versions and access control lists, of which the care of a bucket sends
/// millions; each method one attempt of one request, as those of [dev.sluice.store.s3.api.S3Api],
/// whose rules on failures are these. Two implementations, as there. Thread-safe.
public interface CareApi {

  /// Which page of a listing of versions.
  ///
  /// @param prefix what every key begins with, may be empty
  /// @param after behind what it begins; null for the prefix's first key
  /// @param maxKeys the page's length, 1 to 1000
  record VersionQuery(String bucket, String prefix, @Nullable Marker after, int maxKeys) {}

  /// What has an access control list.
  ///
  /// @param key the whole key; null for the bucket
  /// @param version null for what is seen under the key
  record Target(String bucket, @Nullable String key, @Nullable String version) {}

  /// ListObjectVersions.
  VersionPage versions(VersionQuery query) throws IOException;

  /// GetObjectAcl, GetBucketAcl.
  ///
  /// @throws dev.sluice.store.s3.api.FaultException if the answer does not say who may do what
  Acl acl(Target target) throws IOException;

  /// PutObjectAcl, PutBucketAcl.
  ///
  /// @throws dev.sluice.store.s3.api.FaultException if the answer is not the one that S3 gives, but
  ///   a page that some proxy makes
  void putAcl(Target target, Acl acl) throws IOException;

  /// The same by a name.
  void putAcl(Target target, CannedAcl acl) throws IOException;
}
