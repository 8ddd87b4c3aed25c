package dev.sluice.store.s3;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.SpareBuffers;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket and a prefix on a connection: what the pieces of one store share.
///
/// @param connection the way to the service
/// @param settings the bucket and prefix, and how objects are written
/// @param sizes when things are done in parts
/// @param partBuffers memory for parts, for all that are written here: buffers of each object's own
///   would lie idle while those of others are in use
/// @param earlyParts room for parts that wait for those before them to be hashed
/// @param unfinished uploads that were begun here and neither completed nor taken back
record S3Root(
    S3Connection connection,
    S3Settings settings,
    S3Sizes sizes,
    SpareBuffers partBuffers,
    BytePermits earlyParts,
    Set<S3Upload> unfinished) {

  /// Few: they lie idle beside what is in use.
  private static final int SPARE_PART_BUFFERS = 4;

  /// Half of what a run has under way in memory by default.
  private static final long EARLY_PARTS_BYTES = 32L << 20;

  S3Root(S3Connection connection, S3Settings settings, S3Sizes sizes) {
    this(
        connection,
        settings,
        sizes,
        new SpareBuffers(Math.toIntExact(sizes.minPart()), SPARE_PART_BUFFERS),
        new BytePermits(EARLY_PARTS_BYTES),
        ConcurrentHashMap.newKeySet());
  }

  /// The frequent requests.
  S3Api api() {
    return connection.api();
  }

  /// The SDK, for the rare ones.
  S3Client client() {
    return connection.client();
  }

  BlockingIo cpu() {
    return connection.runtime().cpu();
  }

  String bucket() {
    return settings.bucket();
  }

  String prefix() {
    return settings.prefix();
  }

  /// The object's whole key.
  String objectKey(Key key) {
    return settings.prefix().isEmpty() ? key.value() : settings.prefix() + key.value();
  }

  S3Address address(Key key) {
    return new S3Address(bucket(), objectKey(key));
  }

  S3Address address() {
    return new S3Address(bucket(), prefix().isEmpty() ? null : prefix());
  }

  <T extends @Nullable Object> T call(
      S3Operation operation, S3Address address, S3Calls.Attempt<T> attempt)
      throws StoreException, InterruptedException {
    return connection.calls().call(operation, address, attempt);
  }
}
