package dev.sluice.state;

import java.io.IOException;

/// Reads rows in the order of their keys. Used by one thread at a time.
public interface RowCursor {

  /// Moves on to the next row.
  ///
  /// @return whether there is one
  boolean next() throws IOException;

  /// Passes over rows below `key`, so that [#next] gives the first that is not. Does not go back,
  /// and keeps a row that was given already if it is not below.
  ///
  /// @param key in UTF-8
  void seek(byte[] key) throws IOException;

  /// The row that [#next] has moved to; filled anew by the next step.
  Row row();
}
