package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.Finding;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.MissingCredentialsException;
import dev.sluice.store.s3.config.S3Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Where the credentials come from, and for how long they are good. The secret is never shown, and
/// of the key its end alone.
final class CredentialsCheck {

  /// A run of a night is longer.
  private static final Duration SOON = Duration.ofMinutes(15);

  private static final int SHOWN_CHARACTERS = 4;

  private CredentialsCheck() {}

  static Finding look(AwsCredentialsProvider provider, Clock clock) throws StoreException {
    if (provider instanceof AnonymousCredentialsProvider) {
      return Finding.ok("none: requests go unsigned (--no-sign-request)");
    }
    AwsCredentials credentials = resolve(provider);
    String place =
        provider instanceof S3Credentials.Chosen chosen ? chosen.place() : "keys given outright";
    Instant end = credentials.expirationTime().orElse(null);
    String said =
        place
            + "; the access key is "
            + ending(credentials.accessKeyId())
            + (credentials instanceof AwsSessionCredentials ? session(end, clock) : "");
    if (end == null) {
      return Finding.ok(said);
    }
    long secondsLeft = Duration.between(clock.instant(), end).toSeconds();
    Finding finding =
        secondsLeft < SOON.toSeconds()
            ? Finding.warning(said, "Sign in again before a long run, or let them be renewed")
            : Finding.ok(said);
    return finding.with("sessionSecondsLeft", secondsLeft);
  }

  private static AwsCredentials resolve(AwsCredentialsProvider provider) throws StoreException {
    try {
      return provider.resolveCredentials();
    } catch (MissingCredentialsException e) {
      throw new StoreException(Kind.BAD_CREDENTIALS, e.getMessage(), e);
    } catch (MisconfiguredException e) {
      throw new StoreException(Kind.MISCONFIGURED, e.getMessage(), e);
    }
  }

  private static String ending(String key) {
    return key.length() <= 2 * SHOWN_CHARACTERS
        ? "a short one"
        : "…" + key.substring(key.length() - SHOWN_CHARACTERS);
  }

  private static String session(@Nullable Instant end, Clock clock) {
    return end == null
        ? "; a session, of which nobody says when it ends"
        : "; a session that ends in "
            + Amounts.time(Duration.between(clock.instant(), end))
            + " ("
            + end
            + ")";
  }
}
