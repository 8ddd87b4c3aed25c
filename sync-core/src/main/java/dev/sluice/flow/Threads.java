package dev.sluice.flow;

import org.jspecify.annotations.Nullable;

/// Threads that the system does not give: the virtual machine says so by an [OutOfMemoryError],
/// whatever the memory.
public final class Threads {

  /// What can be done about it.
  public static final String REMEDY =
      "Raise the limit of processes and threads (ulimit -u, or the container's), or run fewer of"
          + " them as this user";

  private Threads() {}

  /// Starts a thread that only serves those that do the work.
  ///
  /// @return null where there is none to be had, and nothing depends on it
  public static @Nullable Thread startIfPossible(Thread.Builder builder, Runnable body) {
    try {
      return builder.start(body);
    } catch (OutOfMemoryError e) {
      if (cannotBeHad(e)) {
        return null;
      }
      throw e;
    }
  }

  /// Whether a failure, or one of its causes, is that a thread could not be started.
  public static boolean cannotBeHad(@Nullable Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof OutOfMemoryError && String.valueOf(at.getMessage()).contains("thread")) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
