package dev.sluice.store.s3;

import dev.sluice.location.Mistyped;
import dev.sluice.location.ObjectStoreScheme;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.config.S3Prefix;

/// `s3://bucket/key`: the authority is the bucket's name.
public final class S3Scheme extends ObjectStoreScheme {

  private static final String NAME = "s3";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String form() {
    return "s3://bucket/prefix/";
  }

  @Override
  public boolean takesWriteOptions() {
    return true;
  }

  /// Refuses what cannot be a bucket's name or a key's beginning.
  @Override
  public void check(Location location) throws UsageException {
    String bucket = location.authority();
    String key = location.path();
    if (bucket.startsWith("arn:")) {
      throw new UsageException(Mistyped.ofArn(key.isEmpty() ? bucket : bucket + "/" + key));
    }
    if (bucket.isEmpty()) {
      String slashless = key.replaceAll("^/+", "");
      throw new UsageException(
          "s3:// needs a bucket: s3://"
              + (slashless.isEmpty() ? "bucket/prefix/" : slashless + " perhaps"));
    }
    if (bucket.contains("@")) { // not shown: what stands before it may be a secret
      throw new UsageException(
          "s3:// is followed by a bucket's name, which has no @ in it; access keys are given by"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or --profile, never in a location");
    }
    if (key.startsWith("/")) {
      throw new UsageException(
          "s3://" + bucket + "/" + key + " has an empty first segment; write s3://" + bucket + "/");
    }
  }

  /// Whether a location is of this scheme.
  public static boolean isS3(Location location) {
    return location.scheme().equals(NAME);
  }

  /// Whether a location is a whole bucket.
  public static boolean isBucket(Location location) {
    return isS3(location) && location.path().isEmpty();
  }

  /// All whose keys begin as a location does, by keys relative to its last slash.
  public static S3Prefix beginning(Location location) {
    String key = location.path();
    return new S3Prefix(location.authority(), key, key.substring(0, key.lastIndexOf('/') + 1));
  }

  /// What lies under a location, whether that ends in a slash or not.
  public static S3Prefix prefix(Location location) {
    String key = location.path();
    return new S3Prefix(location.authority(), location.endsInSlash() ? key : key + "/");
  }
}
