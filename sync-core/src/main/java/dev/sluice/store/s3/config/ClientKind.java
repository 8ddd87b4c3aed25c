package dev.sluice.store.s3.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// By what the frequent requests are sent.
public enum ClientKind {
  /// Built and signed here, over sockets of our own; over the SDK's HTTP client behind a proxy.
  LIGHT,
  /// Built and signed here, over the SDK's HTTP client.
  LIGHT_OVER_SDK_HTTP,
  /// The SDK's client.
  SDK;

  /// The environment variable that chooses.
  public static final String VARIABLE = "SLUICE_S3_CLIENT";

  /// What the variable says.
  ///
  /// @param value its value; null for the default
  /// @throws MisconfiguredException if there is no such kind
  public static ClientKind of(@Nullable String value) {
    if (value == null) {
      return LIGHT;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "light" -> LIGHT;
      case "light-over-sdk-http" -> LIGHT_OVER_SDK_HTTP;
      case "sdk" -> SDK;
      default ->
          throw new MisconfiguredException(
              VARIABLE
                  + " is "
                  + MisconfiguredException.shown(value)
                  + "; it may be light, light-over-sdk-http or sdk");
    };
  }
}
