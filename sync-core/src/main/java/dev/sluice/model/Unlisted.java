package dev.sluice.model;

/// A part of a store that its listing could not read: one name that is not UTF-8, or a directory
/// that may not be read.
///
/// It makes the listing incomplete: nothing may be deleted in that run, and nothing under it is
/// taken for absent.
///
/// @param key where it stands; of a name that is not UTF-8, the readable rendering
/// @param subtree whether everything under `key` is hidden too, and not `key` alone
/// @param cause what went wrong, in words for a user
public record Unlisted(Key key, boolean subtree, String cause) implements Listed {

  /// Whether `other` may be among what was hidden.
  public boolean hides(Key other) {
    return other.equals(key) || (subtree && other.isUnder(key.value()));
  }
}
