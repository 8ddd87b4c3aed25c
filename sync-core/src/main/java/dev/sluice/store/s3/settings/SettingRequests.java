package dev.sluice.store.s3.settings;

import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.json.JsonText;
import dev.sluice.model.settings.BucketSetting;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

/// The requests about each setting. None of them removes anything: services that do not know the
/// request that removes a setting take it for the one that removes the bucket.
///
/// @param bucket its name
/// @param options of each request
record SettingRequests(String bucket, AwsRequestOverrideConfiguration options) {

  /// The outermost element of the answer to the question after a setting.
  static String root(BucketSetting setting) {
    return switch (setting) {
      case OWNERSHIP -> "OwnershipControls";
      case PUBLIC_ACCESS_BLOCK -> "PublicAccessBlockConfiguration";
      case VERSIONING -> "VersioningConfiguration";
      case ENCRYPTION -> "ServerSideEncryptionConfiguration";
      case CORS -> "CORSConfiguration";
      case POLICY -> "";
      case LIFECYCLE -> "LifecycleConfiguration";
      case TAGS -> "Tagging";
      case WEBSITE -> "WebsiteConfiguration";
      case LOGGING -> "BucketLoggingStatus";
      case NOTIFICATIONS -> "NotificationConfiguration";
      case REQUEST_PAYMENT -> "RequestPaymentConfiguration";
      case ACCELERATION -> "AccelerateConfiguration";
      case OBJECT_LOCK -> "ObjectLockConfiguration";
      case REPLICATION -> "ReplicationConfiguration";
    };
  }

  /// Asks for one that is XML.
  SdkPojo get(S3Client s3, BucketSetting setting) {
    return switch (setting) {
      case OWNERSHIP ->
          s3.getBucketOwnershipControls(b -> b.bucket(bucket).overrideConfiguration(options));
      case PUBLIC_ACCESS_BLOCK ->
          s3.getPublicAccessBlock(b -> b.bucket(bucket).overrideConfiguration(options));
      case VERSIONING ->
          s3.getBucketVersioning(b -> b.bucket(bucket).overrideConfiguration(options));
      case ENCRYPTION ->
          s3.getBucketEncryption(b -> b.bucket(bucket).overrideConfiguration(options));
      case CORS -> s3.getBucketCors(b -> b.bucket(bucket).overrideConfiguration(options));
      case POLICY -> s3.getBucketPolicy(b -> b.bucket(bucket).overrideConfiguration(options));
      case LIFECYCLE ->
          s3.getBucketLifecycleConfiguration(b -> b.bucket(bucket).overrideConfiguration(options));
      case TAGS -> s3.getBucketTagging(b -> b.bucket(bucket).overrideConfiguration(options));
      case WEBSITE -> s3.getBucketWebsite(b -> b.bucket(bucket).overrideConfiguration(options));
      case LOGGING -> s3.getBucketLogging(b -> b.bucket(bucket).overrideConfiguration(options));
      case NOTIFICATIONS ->
          s3.getBucketNotificationConfiguration(
              b -> b.bucket(bucket).overrideConfiguration(options));
      case REQUEST_PAYMENT ->
          s3.getBucketRequestPayment(b -> b.bucket(bucket).overrideConfiguration(options));
      case ACCELERATION ->
          s3.getBucketAccelerateConfiguration(b -> b.bucket(bucket).overrideConfiguration(options));
      case OBJECT_LOCK ->
          s3.getObjectLockConfiguration(b -> b.bucket(bucket).overrideConfiguration(options));
      case REPLICATION ->
          s3.getBucketReplication(b -> b.bucket(bucket).overrideConfiguration(options));
    };
  }

  /// Something that is ready to be sent.
  @FunctionalInterface
  interface Put {
    SdkPojo send(S3Client s3);
  }

  /// Sets one. Sends nothing yet.
  ///
  /// @throws JsonException if the document is none of such a setting
  Put put(BucketSetting setting, Json.Document document) throws JsonException {
    return switch (setting) {
      case OWNERSHIP -> {
        var request = PutBucketOwnershipControlsRequest.builder().bucket(bucket);
        Documents.fill(request, "OwnershipControls", document);
        yield s3 -> s3.putBucketOwnershipControls(request.build());
      }
      case PUBLIC_ACCESS_BLOCK -> {
        var request = PutPublicAccessBlockRequest.builder().bucket(bucket);
        Documents.fill(request, "PublicAccessBlockConfiguration", document);
        yield s3 -> s3.putPublicAccessBlock(request.build());
      }
      case VERSIONING -> {
        var request = PutBucketVersioningRequest.builder().bucket(bucket);
        Documents.fill(request, "VersioningConfiguration", document);
        yield s3 -> s3.putBucketVersioning(request.build());
      }
      case ENCRYPTION -> {
        var request = PutBucketEncryptionRequest.builder().bucket(bucket);
        Documents.fill(request, "ServerSideEncryptionConfiguration", document);
        yield s3 -> s3.putBucketEncryption(request.build());
      }
      case CORS -> {
        var request = PutBucketCorsRequest.builder().bucket(bucket);
        Documents.fill(request, "CORSConfiguration", document);
        yield s3 -> s3.putBucketCors(request.build());
      }
      case POLICY -> {
        var request =
            PutBucketPolicyRequest.builder().bucket(bucket).policy(JsonText.line(document));
        yield s3 -> s3.putBucketPolicy(request.build());
      }
      case LIFECYCLE -> {
        var request = PutBucketLifecycleConfigurationRequest.builder().bucket(bucket);
        Documents.fill(request, "LifecycleConfiguration", document);
        yield s3 -> s3.putBucketLifecycleConfiguration(request.build());
      }
      case TAGS -> {
        var request = PutBucketTaggingRequest.builder().bucket(bucket);
        Documents.fill(request, "Tagging", document);
        yield s3 -> s3.putBucketTagging(request.build());
      }
      case WEBSITE -> {
        var request = PutBucketWebsiteRequest.builder().bucket(bucket);
        Documents.fill(request, "WebsiteConfiguration", document);
        yield s3 -> s3.putBucketWebsite(request.build());
      }
      case LOGGING -> {
        var request = PutBucketLoggingRequest.builder().bucket(bucket);
        Documents.fill(request, "BucketLoggingStatus", document);
        yield s3 -> s3.putBucketLogging(request.build());
      }
      case NOTIFICATIONS -> {
        var request = PutBucketNotificationConfigurationRequest.builder().bucket(bucket);
        Documents.fill(request, "NotificationConfiguration", document);
        yield s3 -> s3.putBucketNotificationConfiguration(request.build());
      }
      case REQUEST_PAYMENT -> {
        var request = PutBucketRequestPaymentRequest.builder().bucket(bucket);
        Documents.fill(request, "RequestPaymentConfiguration", document);
        yield s3 -> s3.putBucketRequestPayment(request.build());
      }
      case ACCELERATION -> {
        var request = PutBucketAccelerateConfigurationRequest.builder().bucket(bucket);
        Documents.fill(request, "AccelerateConfiguration", document);
        yield s3 -> s3.putBucketAccelerateConfiguration(request.build());
      }
      case OBJECT_LOCK -> {
        var request = PutObjectLockConfigurationRequest.builder().bucket(bucket);
        Documents.fill(request, "ObjectLockConfiguration", document);
        yield s3 -> s3.putObjectLockConfiguration(request.build());
      }
      case REPLICATION -> {
        var request = PutBucketReplicationRequest.builder().bucket(bucket);
        Documents.fill(request, "ReplicationConfiguration", document);
        yield s3 -> s3.putBucketReplication(request.build());
      }
    };
  }
}
