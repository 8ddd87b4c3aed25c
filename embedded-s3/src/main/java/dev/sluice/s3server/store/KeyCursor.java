package dev.sluice.s3server.store;

import dev.sluice.s3server.http.ByteSink;

/// Walks over current objects in the order of their keys' bytes, without making an object for each.
/// Used by one thread.
public interface KeyCursor {

  /// Goes to the place before the first key that is not below these bytes.
  ///
  /// @param inclusive whether a key of exactly these bytes is still to come
  void seek(byte[] bytes, boolean inclusive);

  /// Goes to the next key.
  ///
  /// @return false if there is none
  boolean advance();

  /// The current key; not to be changed, and valid until the next call of [#advance] or [#seek].
  byte[] key();

  /// Whether the key is known to read the same in XML and in a URL-encoded listing.
  boolean isPlain();

  /// Appends what a listing says of the current object, from its time to its size.
  void appendDetails(ByteSink sink);

  /// The storage class of the current object.
  String storageClass();
}
