package dev.sluice.store.s3.config;

import dev.sluice.flow.Causes;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/// One place that gives credentials. Says in one line what the SDK says in a page, or with the
/// wrong words: which place, why it gave none, and what to do. Thread-safe.
///
/// @param name the place, as it begins a message
/// @param provider gives them, and refreshes them by its own rules
/// @param remedy what to do where it gives none; null where the reason says enough
/// @param isLastOfAll whether nothing pointed to it, so that its reasons are of no interest
public record CredentialSource(
    String name, AwsCredentialsProvider provider, @Nullable String remedy, boolean isLastOfAll)
    implements AwsCredentialsProvider {

  static final String HOW =
      "Give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or --profile, or sign in (aws sso login);"
          + " --no-sign-request reads a public bucket without";

  /// A place that was pointed to.
  CredentialSource(String name, AwsCredentialsProvider provider, @Nullable String remedy) {
    this(name, provider, remedy, false);
  }

  /// A place that is tried since there is no other.
  ///
  /// @param none what it means that it has none
  static CredentialSource lastOfAll(AwsCredentialsProvider provider, String none) {
    return new CredentialSource(none, provider, HOW, true);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentials credentials;
    try {
      credentials = provider.resolveCredentials();
    } catch (RuntimeException e) { // whatever the SDK makes of files, commands and services
      if (Interruption.isCauseOf(e)) {
        throw e;
      }
      throw new MissingCredentialsException(
          isLastOfAll ? name + ". " + remedy : complaint(reason(e)), e);
    }
    // The key and the token go into headers; the secret is only computed with.
    refuseUnless(isPrintable(credentials.accessKeyId()), "access key");
    refuseUnless(
        credentials.secretAccessKey().chars().noneMatch(Character::isISOControl), "secret key");
    if (credentials instanceof AwsSessionCredentials session) {
      refuseUnless(isPrintable(session.sessionToken()), "session token");
    }
    return credentials;
  }

  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private void refuseUnless(boolean isSound, String what) {
    if (!isSound) {
      throw new MissingCredentialsException(
          complaint("its " + what + " has a character that none has, such as a line break"), null);
    }
  }

  private String complaint(String reason) {
    return name + " gives no credentials: " + reason + (remedy == null ? "" : ". " + remedy);
  }

  private static String reason(RuntimeException failure) {
    NoSuchFileException file = Causes.find(failure, NoSuchFileException.class);
    if (isExpiredSignOn(failure)) {
      return "its single sign-on has expired, or there was none";
    }
    if (file != null) {
      return "there is no file " + MisconfiguredException.brief(String.valueOf(file.getFile()));
    }
    UnknownHostException host = Causes.find(failure, UnknownHostException.class);
    if (host != null) {
      return "unknown host " + host.getMessage();
    }
    if (failure.getCause() instanceof UncheckedIOException) { // shows a piece of what it read
      return "what it gave cannot be read as JSON";
    }
    return said(failure);
  }

  private static boolean isExpiredSignOn(RuntimeException failure) {
    return failure.getClass().getSimpleName().equals("ExpiredTokenException")
        && failure instanceof SdkClientException;
  }

  /// The innermost message, in one line and without the SDK's listings of objects.
  private static String said(Throwable failure) {
    Throwable innermost = Causes.innermost(failure);
    String message = innermost.getMessage();
    if (message == null || message.isBlank()) {
      return innermost.getClass().getSimpleName();
    }
    int listing = message.indexOf(": ProfileFile(");
    String text = (listing < 0 ? message : message.substring(0, listing)).strip();
    return MisconfiguredException.brief(
        text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
  }
}
