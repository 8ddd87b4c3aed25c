package dev.sluice.state;

import java.io.IOException;
import java.io.Serial;

/// A file, or a block of one, is not what was written. The message says what is wrong with it, as
/// the end of a sentence.
public final class DamagedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  /// @param reason the end of a sentence that begins with the file
  DamagedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What is wrong.
  String reason() {
    return reason;
  }
}
