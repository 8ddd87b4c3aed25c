package dev.sluice.store.s3.light;

import dev.sluice.store.s3.config.TimelyCredentials;
import dev.sluice.store.s3.sign.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// The SDK's credentials for the light path's signatures. The provider keeps and refreshes them by
/// its own rules; it is asked again after a moment, so that a run of hours sees new ones, and not
/// for each of thousands of requests a second. Thread-safe.
public final class LightCredentials {

  private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

  /// @param keys null for unsigned requests
  /// @param end when they end; null where nobody says
  private record Held(@Nullable SigningKeys keys, @Nullable Instant end, long atNanos) {}

  private final AwsCredentialsProvider provider;
  private volatile @Nullable Held held;

  public LightCredentials(AwsCredentialsProvider provider) {
    this.provider = TimelyCredentials.of(provider);
  }

  /// The keys to sign with now.
  ///
  /// @return null for not signing
  /// @throws MissingCredentialsException if there are none
  @Nullable SigningKeys keys() {
    return current().keys();
  }

  /// When the keys to sign with now end.
  ///
  /// @return null where nobody says
  /// @throws MissingCredentialsException if there are none
  @Nullable Instant end() {
    return current().end();
  }

  private Held current() {
    Held current = held;
    if (current == null || System.nanoTime() - current.atNanos() > KEPT_NANOS) {
      current = resolve();
      held = current;
    }
    return current;
  }

  /// The service says that these keys have expired.
  ///
  /// @return whether there are others now
  boolean replace(@Nullable SigningKeys expired) {
    held = null;
    if (provider instanceof TimelyCredentials timely) {
      timely.forget();
    }
    SigningKeys now = keys();
    return now != null && !now.equals(expired);
  }

  private Held resolve() {
    if (provider instanceof AnonymousCredentialsProvider) {
      return new Held(null, null, System.nanoTime());
    }
    AwsCredentials credentials = provider.resolveCredentials();
    String token =
        credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
    return new Held(
        new SigningKeys(credentials.accessKeyId(), credentials.secretAccessKey(), token),
        credentials.expirationTime().orElse(null),
        System.nanoTime());
  }
}
