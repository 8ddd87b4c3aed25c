package dev.sluice.s3server.store;

import dev.sluice.s3server.http.Payload;
import java.util.List;

/// The bytes of an object, which never change. Copies of an object share one body.
///
/// Bodies that lie in files count their users: each holder calls [#tryRetain] before use and
/// [#release] after it, and the last release gives the space back.
public interface Body extends Payload {

  /// Bodies one after another.
  ///
  /// @param pieces whose uses the joined body takes over
  static Body joined(List<Body> pieces) {
    return pieces.size() == 1 ? pieces.getFirst() : new JoinedBody(pieces);
  }

  long sizeBytes();

  /// Whether its bytes were kept; those of others cannot be given back.
  default boolean isReadable() {
    return true;
  }

  /// Takes part in the body's use.
  ///
  /// @return false if it has been given back already
  boolean tryRetain();

  /// Ends one use of the body.
  void release();
}
