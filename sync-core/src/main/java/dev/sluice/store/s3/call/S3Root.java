package dev.sluice.store.s3.call;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.config.S3Prefix;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket and a prefix at a service: the names of what is there, and the way of a request to it.
///
/// @param session the way to the service
/// @param at the bucket and the prefix
public record S3Root(S3Session session, S3Prefix at) {

  /// The frequent requests.
  public S3Api api() {
    return session.api();
  }

  /// The SDK, for the rare ones.
  public S3Client sdk() {
    return session.sdk().get();
  }

  public BlockingIo cpu() {
    return session.cpu();
  }

  public String bucket() {
    return at.bucket();
  }

  /// What all whole keys begin with.
  public String prefix() {
    return at.prefix();
  }

  /// What keys are relative to: the prefix, or a beginning of it.
  public String base() {
    return at.base();
  }

  /// The object's whole key.
  public String objectKey(Key key) {
    return base().isEmpty() ? key.value() : base() + key.value();
  }

  public S3Address address(Key key) {
    return new S3Address(bucket(), objectKey(key));
  }

  /// The address of one version of an object; null for what is seen under the key.
  public S3Address address(Key key, @Nullable String version) {
    return new S3Address(bucket(), objectKey(key), version);
  }

  public S3Address address() {
    return new S3Address(bucket(), prefix().isEmpty() ? null : prefix());
  }

  /// Looks an object up.
  ///
  /// @param address the bucket and the whole key
  /// @return null where there is none
  /// @throws StoreException if the answer cannot be had
  public @Nullable ObjectHead find(S3Address address) throws StoreException, InterruptedException {
    String key = Objects.requireNonNull(address.key(), "an object's");
    try {
      return call(S3Operation.HEAD, address, () -> api().head(address.bucket(), key, null));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /// Carries a request out by the one way of all.
  public <T extends @Nullable Object> T call(
      S3Operation operation, S3Address address, S3Calls.Attempt<T> attempt)
      throws StoreException, InterruptedException {
    return session.calls().call(operation, address, attempt);
  }
}
