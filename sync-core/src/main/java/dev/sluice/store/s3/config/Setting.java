package dev.sluice.store.s3.config;

import org.jspecify.annotations.Nullable;

/// A value that was configured, and where, so that a message can name the place.
///
/// @param name what the user knows it by: `AWS_CA_BUNDLE`, `ca_bundle in the profile prod`
/// @param value its value, not blank
public record Setting(String name, String value) {

  /// The first of these that is there.
  ///
  /// @return null where none is
  @SafeVarargs
  static <T> @Nullable T firstOf(@Nullable T... candidates) {
    for (T candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
