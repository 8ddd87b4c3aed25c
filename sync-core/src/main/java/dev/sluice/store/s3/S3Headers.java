package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.Attributes;
import dev.sluice.store.ContentHeaders;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The requests that begin an object, with all that goes with it.
final class S3Headers {

  private S3Headers() {}

  static PutObjectRequest.Builder put(S3Root root, Key target, Attributes attributes) {
    String key = root.objectKey(target);
    ContentHeaders headers = attributes.headers();
    return PutObjectRequest.builder()
        .bucket(root.bucket())
        .key(key)
        .metadata(S3Attributes.metadata(attributes))
        .contentType(S3Attributes.contentType(attributes, key))
        .contentEncoding(S3Attributes.contentEncoding(headers.contentEncoding()))
        .contentLanguage(headers.contentLanguage())
        .contentDisposition(headers.contentDisposition())
        .cacheControl(headers.cacheControl())
        .acl(acl(root))
        .storageClass(root.settings().storageClass())
        .overrideConfiguration(expires(headers));
  }

  static CreateMultipartUploadRequest.Builder create(
      S3Root root, Key target, Attributes attributes) {
    String key = root.objectKey(target);
    ContentHeaders headers = attributes.headers();
    return CreateMultipartUploadRequest.builder()
        .bucket(root.bucket())
        .key(key)
        .metadata(S3Attributes.metadata(attributes))
        .contentType(S3Attributes.contentType(attributes, key))
        .contentEncoding(S3Attributes.contentEncoding(headers.contentEncoding()))
        .contentLanguage(headers.contentLanguage())
        .contentDisposition(headers.contentDisposition())
        .cacheControl(headers.cacheControl())
        .acl(acl(root))
        .storageClass(root.settings().storageClass())
        .overrideConfiguration(expires(headers));
  }

  /// The SDK takes `Expires` as a time only; what the source has may be no date at all.
  private static @Nullable AwsRequestOverrideConfiguration expires(ContentHeaders headers) {
    return headers.expires() == null
        ? null
        : AwsRequestOverrideConfiguration.builder().putHeader("Expires", headers.expires()).build();
  }

  static @Nullable ObjectCannedACL acl(S3Root root) {
    return switch (root.settings().acl()) {
      case null -> null;
      case PRIVATE -> ObjectCannedACL.PRIVATE;
      case PUBLIC_READ -> ObjectCannedACL.PUBLIC_READ;
    };
  }
}
