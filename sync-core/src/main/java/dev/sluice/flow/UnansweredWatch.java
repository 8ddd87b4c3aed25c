package dev.sluice.flow;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks every second at what has not been answered for long, and tells each once: a call of a file
/// system that hangs cannot be broken off, and a request only after its time, but whoever waits may
/// know where it is stuck, and do something about it. Lines are few however many calls hang.
public final class UnansweredWatch implements AutoCloseable {

  /// Longer than a busy disk takes, or a service that is well.
  public static final Duration LONG = Duration.ofSeconds(30);

  /// More at once have one cause.
  private static final int MOST_AT_ONCE = 5;

  /// More are read by nobody.
  private static final int MOST = 100;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// What is told.
  @FunctionalInterface
  public interface Teller {
    /// A call has not been answered for long.
    ///
    /// @param others how many others have not been either and are not told by themselves
    void tell(Unanswered call, int others);
  }

  /// All that is unanswered at one moment.
  ///
  /// @param count how many calls
  /// @param oldest that which waits for longest; null where there is none
  public record Now(int count, @Nullable Unanswered oldest) {
    /// Everything is answered.
    public static final Now NOTHING = new Now(0, null);
  }

  private final Function<Duration, List<Unanswered>> calls;
  private final Teller teller;
  private int told;
  private volatile Now now = Now.NOTHING;
  private @Nullable Watchdog watch;

  /// @param calls gives what has not been answered for so long; never blocks
  /// @param teller is told
  public UnansweredWatch(Function<Duration, List<Unanswered>> calls, Teller teller) {
    this.calls = calls;
    this.teller = teller;
  }

  /// Begins to look, on a thread of its own.
  ///
  /// @return this
  public UnansweredWatch start(Time time) {
    watch = Watchdog.start(BETWEEN_LOOKS, time, this::look);
    return this;
  }

  /// Looks, and tells what is new, the oldest first. Called by one thread.
  void look() {
    List<Unanswered> found =
        calls.apply(LONG).stream()
            .sorted(Comparator.comparing(Unanswered::age).reversed())
            .toList();
    now = found.isEmpty() ? Now.NOTHING : new Now(found.size(), found.getFirst());
    List<Unanswered> fresh = found.stream().filter(Unanswered::isNew).toList();
    int named = Math.min(fresh.size(), Math.min(MOST_AT_ONCE, MOST - told));
    told += named;
    for (int i = 0; i < named; i++) {
      teller.tell(fresh.get(i), i < named - 1 ? 0 : fresh.size() - named);
    }
  }

  /// What was unanswered at the last look. Thread-safe.
  public Now now() {
    return now;
  }

  /// Looks no longer.
  @Override
  public void close() {
    Watchdog started = watch;
    if (started != null) {
      started.close();
    }
  }
}
