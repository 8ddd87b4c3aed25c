package dev.sluice.flow.spool;

import java.io.IOException;
import java.io.Serial;

/// What waits in a [Spool] cannot be written down, or cannot be read back: the folder for temporary
/// files is full, gone, or not to be written. The message is a line for the user, with the remedy.
public final class SpoolException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  SpoolException(String message, IOException cause) {
    super(message, cause);
  }
}
