package dev.sluice.store.s3;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.leftovers.UploadSizes;

/// The unfinished uploads at a location, whoever has begun them. Thread-safe.
public final class S3Uploads {

  /// What there is of them.
  ///
  /// @param uploads how many
  /// @param parts of all of them
  /// @param bytes of these
  public record Sum(long uploads, long parts, long bytes) {}

  private final S3Root root;

  /// @param connection the service, which stays the caller's to close
  /// @param at with a prefix that may end in the midst of a name
  public S3Uploads(S3Connection connection, S3Prefix at) {
    this.root = new S3Root(connection.session(), at);
  }

  /// What there is of them. Memory is that of a page, however many there are.
  ///
  /// @param workers how many of them are asked for their parts at once, one request each as a rule
  /// @throws StoreException if not all can be had
  public Sum sum(int workers) throws StoreException, InterruptedException {
    String prefix = root.prefix();
    UploadSizes sizes =
        new UploadSizes(
            root,
            key ->
                prefix.isEmpty()
                    || prefix.endsWith("/")
                    || key.length() == prefix.length()
                    || key.charAt(prefix.length()) == '/');
    sizes.add(workers);
    return new Sum(sizes.uploads(), sizes.parts(), sizes.bytes());
  }
}
