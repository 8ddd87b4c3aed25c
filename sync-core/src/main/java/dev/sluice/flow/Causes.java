package dev.sluice.flow;

import org.jspecify.annotations.Nullable;

/// Looks through a failure and what caused it.
public final class Causes {

  /// A chain of causes may be a circle.
  private static final int MAX_DEPTH = 20;

  private Causes() {}

  /// The first exception of this type among the failure and its causes.
  ///
  /// @return null where there is none
  public static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_DEPTH; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }

  /// The cause that no other has caused; the failure itself where it has none.
  public static Throwable innermost(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Throwable cause = current.getCause();
      if (cause == null) {
        break;
      }
      current = cause;
    }
    return current;
  }
}
