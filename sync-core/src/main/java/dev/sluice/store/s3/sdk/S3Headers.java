package dev.sluice.store.s3.sdk;

import dev.sluice.model.Checksum;
import dev.sluice.model.ContentHeaders;
import dev.sluice.store.s3.api.ChecksumHeaders;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.config.S3WriteOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// The SDK's requests that begin an object, with all that goes with it.
public final class S3Headers {

  private S3Headers() {}

  /// @param checksum for the service to verify; null for none
  static PutObjectRequest.Builder put(
      String bucket, String key, WriteHeaders written, @Nullable Checksum checksum) {
    ContentHeaders headers = written.content();
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .metadata(written.metadata())
        .contentType(headers.contentType())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .contentDisposition(headers.contentDisposition())
        .cacheControl(headers.cacheControl())
        .acl(acl(written.acl()))
        .storageClass(written.storageClass())
        .websiteRedirectLocation(written.redirect())
        .tagging(written.tagging())
        .overrideConfiguration(own(headers.expires(), checksum));
  }

  /// A copy that has its own headers, and none of its source's.
  static CopyObjectRequest.Builder copy(String bucket, String key, WriteHeaders written) {
    ContentHeaders headers = written.content();
    return CopyObjectRequest.builder()
        .destinationBucket(bucket)
        .destinationKey(key)
        .metadataDirective(MetadataDirective.REPLACE)
        .taggingDirective(TaggingDirective.REPLACE)
        .metadata(written.metadata())
        .contentType(headers.contentType())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .contentDisposition(headers.contentDisposition())
        .cacheControl(headers.cacheControl())
        .acl(acl(written.acl()))
        .storageClass(written.storageClass())
        .websiteRedirectLocation(written.redirect())
        .tagging(written.tagging())
        .overrideConfiguration(own(headers.expires(), null));
  }

  /// A copy that has what its source has.
  static CopyObjectRequest.Builder copy(String bucket, String key, S3WriteOptions options) {
    return CopyObjectRequest.builder()
        .destinationBucket(bucket)
        .destinationKey(key)
        .acl(acl(options.acl()))
        .storageClass(options.storageClass());
  }

  static CreateMultipartUploadRequest.Builder create(
      String bucket, String key, WriteHeaders written) {
    ContentHeaders headers = written.content();
    return CreateMultipartUploadRequest.builder()
        .bucket(bucket)
        .key(key)
        .metadata(written.metadata())
        .contentType(headers.contentType())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .contentDisposition(headers.contentDisposition())
        .cacheControl(headers.cacheControl())
        .acl(acl(written.acl()))
        .storageClass(written.storageClass())
        .websiteRedirectLocation(written.redirect())
        .tagging(written.tagging())
        .overrideConfiguration(own(headers.expires(), null));
  }

  /// The header of a checksum, which the SDK has a member of its own for in each request.
  ///
  /// @param checksum null for none
  static @Nullable AwsRequestOverrideConfiguration checksum(@Nullable Checksum checksum) {
    return own(null, checksum);
  }

  /// The SDK takes `Expires` as a time only; what the source has may be no date at all.
  private static @Nullable AwsRequestOverrideConfiguration own(
      @Nullable String expires, @Nullable Checksum checksum) {
    if (expires == null && checksum == null) {
      return null;
    }
    AwsRequestOverrideConfiguration.Builder own = AwsRequestOverrideConfiguration.builder();
    if (expires != null) {
      own.putHeader("Expires", expires);
    }
    if (checksum != null) {
      own.putHeader(ChecksumHeaders.name(checksum.algorithm()), checksum.value());
    }
    return own.build();
  }

  static @Nullable ObjectCannedACL acl(S3WriteOptions.@Nullable Acl acl) {
    return switch (acl) {
      case null -> null;
      case PRIVATE -> ObjectCannedACL.PRIVATE;
      case PUBLIC_READ -> ObjectCannedACL.PUBLIC_READ;
    };
  }
}
