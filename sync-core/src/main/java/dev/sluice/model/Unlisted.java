package dev.sluice.model;

/// A part of a store that its listing could not read: a directory that may not be read, one name
/// that is not UTF-8 or that the listing cannot show, an object of which it does not say enough.
///
/// It makes the listing incomplete: nothing may be deleted in that run, and nothing under it is
/// taken for absent.
///
/// @param key of a directory, its path with the final slash, which sorts where its first key would;
///   of a name that is not UTF-8, the readable rendering without a final slash, which may stand out
///   of order
/// @param cause what went wrong, in words for a user
public record Unlisted(Key key, String cause) implements Listed, ListedVersion {

  /// Whether everything under [#key] is hidden, and not one name alone.
  public boolean isDirectory() {
    return key.value().endsWith("/");
  }

  /// Whether `other` is among what may have been hidden.
  public boolean hides(Key other) {
    return isDirectory() ? other.value().startsWith(key.value()) : other.equals(key);
  }
}
