package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.call.S3Root;
import org.jspecify.annotations.Nullable;

/// An object that another store on the same service may copy.
///
/// @param root where it is
/// @param entry what was listed of it
/// @param version which version; null for what is seen under the key
public record S3CopySource(S3Root root, Entry entry, @Nullable String version)
    implements CopySource {

  /// What is seen under a key.
  public S3CopySource(S3Root root, Entry entry) {
    this(root, entry, null);
  }

  String bucket() {
    return root.bucket();
  }

  /// The whole key.
  String key() {
    return root.objectKey(entry.key());
  }

  S3Address address() {
    return root.address(entry.key(), version);
  }
}
