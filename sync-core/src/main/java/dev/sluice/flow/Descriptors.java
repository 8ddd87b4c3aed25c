package dev.sluice.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Descriptors: open files, directories and sockets, of which the system gives a process, and all
/// of them together, only so many (`EMFILE`, `ENFILE`). Where there is none left, whoever opens
/// something waits until another one is closed.
///
/// What a run does at once is planned such that they suffice. This is for when they do not: other
/// programs have taken those of the whole machine, or a library of this one takes more than is
/// known of it. Thread-safe.
public final class Descriptors {

  /// Opens something.
  ///
  /// @param <T> what it gives
  /// @param <E> how it fails otherwise
  @FunctionalInterface
  public interface Opening<T extends @Nullable Object, E extends Exception> {
    /// Opens it, or leaves everything as it was.
    T open() throws IOException, E;
  }

  /// What can be done about it.
  public static final String REMEDY =
      "Raise the limit of open files (ulimit -n), or use fewer --workers and --list-workers";

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /// How long nothing at all may be opened before that is taken for lasting.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long NEVER = Long.MIN_VALUE;

  private final Time time;
  private final Consumer<String> warning;
  private final AtomicBoolean told = new AtomicBoolean();

  /// Since when there have been none, by [Time#nanos]; [#NEVER] while there are.
  private final AtomicLong exhaustedSince = new AtomicLong(NEVER);

  /// @param time the clock, for pauses
  /// @param warning is told once, in a line for the user, when there are none left
  public Descriptors(Time time, Consumer<String> warning) {
    this.time = time;
    this.warning = warning;
  }

  /// With nobody to be told.
  public static Descriptors untold(Time time) {
    return new Descriptors(time, _ -> {});
  }

  /// Opens something, as often as it takes, for up to a minute in which nothing can be opened. A
  /// thread of a [BlockingIo] is replaced meanwhile, so that what is to be closed can be.
  ///
  /// @throws IOException as `opening` throws; also where there was no descriptor for too long, or
  ///   the caller was interrupted while it waited, which it stays
  public <T extends @Nullable Object, E extends Exception> T open(Opening<T, E> opening)
      throws IOException, E {
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      try {
        T opened = opening.open();
        if (exhaustedSince.get() != NEVER) {
          exhaustedSince.set(NEVER);
        }
        return opened;
      } catch (IOException e) {
        if (!areExhausted(e) || hasLasted()) {
          throw e;
        }
        tell(e);
        if (!pause(pause)) {
          throw e;
        }
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private boolean hasLasted() {
    long now = time.nanos();
    return !exhaustedSince.compareAndSet(NEVER, now)
        && now - exhaustedSince.get() >= PATIENCE.toNanos();
  }

  /// Tells the user, the first time.
  ///
  /// @param failure what the system said
  public void tell(Exception failure) {
    if (!told.get() && told.compareAndSet(false, true)) {
      warning.accept(
          "nothing more can be opened for now ("
              + said(failure)
              + "), and what needs it waits for something else to be closed. "
              + REMEDY);
    }
  }

  private static String said(Throwable failure) {
    return words(failure).contains("in system")
        ? "too many open files on this machine"
        : "too many open files";
  }

  private boolean pause(Duration pause) {
    try (BlockingIo.Replaced _ = BlockingIo.replaced()) {
      time.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whether something failed because there is no descriptor left, by the C library's words for it,
  /// which are in one of the causes.
  public static boolean areExhausted(@Nullable Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (words(at).contains("too many open files")) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static String words(Throwable failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
  }
}
