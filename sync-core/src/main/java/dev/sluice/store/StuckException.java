package dev.sluice.store;

import dev.sluice.model.KeyRange;
import java.io.Serial;

/// A part of a range is not answered, and the rest can be read without it. The cursor has given up
/// the whole range and is only to be closed; what it has not given is to be read by others.
public final class StuckException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient KeyRange part;

  /// @param part what is not answered, smaller than the cursor's range
  public StuckException(KeyRange part) {
    super("no answer within " + part, null, false, false);
    this.part = part;
  }

  /// What is not answered.
  public KeyRange part() {
    return part;
  }
}
