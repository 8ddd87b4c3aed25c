package dev.sluice.store;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Encryption;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store says of a content that it keeps: in its answer to a write, or when it is asked.
///
/// @param etag the ETag, without quotes; null where the store has none, or did not say
/// @param versionId which version of the key it is; null where the store keeps none
/// @param checksums those that the store has; empty where it says none
/// @param encryption how it says that the content is encrypted
/// @param file what a file system says of the file; null where it says nothing, and of objects
public record StoredContent(
    @Nullable String etag,
    @Nullable String versionId,
    List<Checksum> checksums,
    Encryption encryption,
    @Nullable File file) {

  /// What a store says that says nothing: a file system.
  public static final StoredContent NOTHING_SAID = new StoredContent(null);

  /// Makes one of which nothing but the ETag is said.
  public StoredContent(@Nullable String etag) {
    this(etag, null, List.of(), Encryption.UNSAID);
  }

  /// Makes one of an object.
  public StoredContent(
      @Nullable String etag,
      @Nullable String versionId,
      List<Checksum> checksums,
      Encryption encryption) {
    this(etag, versionId, checksums, encryption, null);
  }

  /// What a file system says.
  public static StoredContent ofFile(File file) {
    return new StoredContent(null, null, List.of(), Encryption.UNSAID, file);
  }

  /// The same, of which the ETag is known from elsewhere.
  public StoredContent withETag(String known) {
    return new StoredContent(known, versionId, checksums, encryption, file);
  }

  /// The value of a checksum as it came; null where the store did not say it.
  public @Nullable String checksum(ChecksumAlgorithm algorithm) {
    for (Checksum each : checksums) {
      if (each.algorithm() == algorithm) {
        return each.value();
      }
    }
    return null;
  }

  /// An ETag that stands for what was written though it is no digest of it; null where it is one.
  public @Nullable String sentETag() {
    return fingerprint() instanceof Fingerprint.Opaque(String tag) ? tag : null;
  }

  /// What the ETag says of the content.
  public Fingerprint fingerprint() {
    return encryption.leavesETags() ? Fingerprint.ofETag(etag) : new Fingerprint.Opaque(etag);
  }

  /// What a file system says of a file that was written.
  ///
  /// @param stamp what it bears; null where that is not known
  /// @param isReflink whether it shares its extents with the file that it was made of
  public record File(@Nullable FileStamp stamp, boolean isReflink) {}
}
