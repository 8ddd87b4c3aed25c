package dev.sluice.store.s3.config;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the settings, the environment or the AWS files say cannot be: no such profile, an address
/// that is none, a certificate bundle that cannot be read. The message is the whole line for the
/// user: what, why, and what to do; it holds no secret.
///
/// Unchecked, since part of the configuration is read inside the SDK, and late.
public final class MisconfiguredException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 120;

  public MisconfiguredException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public MisconfiguredException(String message) {
    this(message, null);
  }

  /// The line for the user; never null.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// A value as a message shows it: in quotes, and its beginning alone where it is very long.
  public static String shown(String value) {
    return '"' + brief(value) + '"';
  }

  /// Its beginning alone where it is very long.
  public static String brief(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  /// Why a file cannot be read, without its name.
  static String reason(IOException failure) {
    String reason = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : brief(reason);
  }
}
