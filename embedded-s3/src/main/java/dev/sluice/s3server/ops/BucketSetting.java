package dev.sluice.s3server.ops;

import org.jspecify.annotations.Nullable;

/// A sub-resource of a bucket that is one XML document, stored and given back as it was put.
public enum BucketSetting {
  ACCELERATE("accelerate", "AccelerateConfiguration", "", false),
  CORS("cors", "CORSConfiguration", "NoSuchCORSConfiguration", true),
  ENCRYPTION(
      "encryption",
      "ServerSideEncryptionConfiguration",
      "ServerSideEncryptionConfigurationNotFoundError",
      true),
  LIFECYCLE("lifecycle", "LifecycleConfiguration", "NoSuchLifecycleConfiguration", true),
  LOGGING("logging", "BucketLoggingStatus", "", false),
  NOTIFICATION("notification", "NotificationConfiguration", "", false),
  OBJECT_LOCK(
      "object-lock", "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", false),
  OWNERSHIP_CONTROLS(
      "ownershipControls", "OwnershipControls", "OwnershipControlsNotFoundError", true),
  PUBLIC_ACCESS_BLOCK(
      "publicAccessBlock",
      "PublicAccessBlockConfiguration",
      "NoSuchPublicAccessBlockConfiguration",
      true),
  REPLICATION(
      "replication", "ReplicationConfiguration", "ReplicationConfigurationNotFoundError", true),
  REQUEST_PAYMENT("requestPayment", "RequestPaymentConfiguration", "", false),
  TAGGING("tagging", "Tagging", "NoSuchTagSet", true),
  WEBSITE("website", "WebsiteConfiguration", "NoSuchWebsiteConfiguration", true);

  private final String subResource;
  private final String root;
  private final String missingCode;
  private final boolean deletable;

  /// @param missingCode the error when nothing is stored, or empty if an empty document is the
  ///   answer
  BucketSetting(String subResource, String root, String missingCode, boolean deletable) {
    this.subResource = subResource;
    this.root = root;
    this.missingCode = missingCode;
    this.deletable = deletable;
  }

  /// The setting of a sub-resource; null when there is none.
  public static @Nullable BucketSetting named(String subResource) {
    for (BucketSetting setting : values()) {
      if (setting.subResource.equals(subResource)) {
        return setting;
      }
    }
    return null;
  }

  public String subResource() {
    return subResource;
  }

  /// The name of the document's root element.
  public String root() {
    return root;
  }

  public String missingCode() {
    return missingCode;
  }

  public boolean canBeDeleted() {
    return deletable;
  }
}
