package dev.sluice.s3server;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.checksum.StoredChecksum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server knows of an object, for tests to look at.
///
/// @param key the key
/// @param etag without quotes
/// @param sizeBytes length of the content
/// @param lastModified in whole seconds
/// @param versionId null without versioning
/// @param partSizesBytes sizes of the parts; empty for an object that was put in one piece
/// @param checksum null when none was sent
/// @param attributes everything that was sent with it
public record ObjectInfo(
    String key,
    String etag,
    long sizeBytes,
    Instant lastModified,
    @Nullable String versionId,
    List<Long> partSizesBytes,
    @Nullable StoredChecksum checksum,
    Attributes attributes) {

  /// What was sent with an object.
  ///
  /// @param contentType null when none was sent
  /// @param headers other headers that are kept, such as `cache-control`, by lower-case name
  /// @param metadata user metadata by name without `x-amz-meta-`, decoded from UTF-8
  /// @param storageClass such as `STANDARD`
  /// @param encryption `AES256`, `aws:kms`, `SSE-C`, or null
  /// @param tags object tags
  /// @param acl who may read it
  public record Attributes(
      @Nullable String contentType,
      Map<String, String> headers,
      Map<String, String> metadata,
      String storageClass,
      @Nullable String encryption,
      Map<String, String> tags,
      Acl acl) {}

  public @Nullable String contentType() {
    return attributes.contentType();
  }

  public Map<String, String> metadata() {
    return attributes.metadata();
  }

  public String storageClass() {
    return attributes.storageClass();
  }

  public Acl acl() {
    return attributes.acl();
  }

  public Map<String, String> tags() {
    return attributes.tags();
  }
}
