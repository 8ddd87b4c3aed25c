package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;

/// Walks over keys in UTF-8 byte order without making an object for each. Used by one thread.
interface KeyCursor {

  /// Goes to the place before the first key that is not below these bytes.
  ///
  /// @param inclusive whether a key of exactly these bytes is still to come
  void seek(byte[] bytes, boolean inclusive);

  /// Goes to the next key.
  ///
  /// @return false if there is none
  boolean advance();

  /// Bytes that hold the current key from 0 to [#keyLength]; valid until the next call of
  /// [#advance] or [#seek].
  byte[] key();

  int keyLength();

  /// Whether the key reads the same in XML and in a URL-encoded listing.
  boolean isPlain();

  /// Appends what a listing says of the current object, from its time to its size.
  void appendDetails(ByteSink sink);
}
