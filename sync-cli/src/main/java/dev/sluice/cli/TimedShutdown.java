package dev.sluice.cli;

import dev.sluice.cli.output.console.Console;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.CleanUp;
import dev.sluice.flow.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Sees to it that a program that was asked to end does so in time, whatever hangs.
///
/// The first request drains what is under way; when its grace is over, or at the second request,
/// what is under way is broken off and put in order; what does not even end then is left, reported,
/// and if the report hangs too (on a pipe that nobody reads), the program is ended from outside.
/// Where nothing is under way that would be lost, all of this takes less than a second.
///
/// Each request comes on a thread of its own, which this holds until the program is gone.
final class TimedShutdown {

  /// From the first request to the last resort where nothing is under way.
  static final Duration WITHOUT_WORK = Duration.ofMillis(800);

  /// For putting things in order when the grace is over.
  static final Duration TO_TIDY = Duration.ofSeconds(5);

  /// The same for somebody who cannot wait.
  static final Duration TO_TIDY_IN_HASTE = Duration.ofMillis(900);

  /// For the report, after that.
  static final Duration TO_REPORT = Duration.ofMillis(700);

  private static final Duration LAST_WORD = Duration.ofMillis(100);

  /// How many times longer to wait for what may still end by itself: a machine that runs tests may
  /// be busy with many of them.
  static final String PATIENCE = "sluice.patience";

  private final int patience = Integer.getInteger(PATIENCE, 1);
  private final Cancellation cancellation;
  private final Console console;
  private final Time time;
  private final Runnable lastResort;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch hurry = new CountDownLatch(1);

  /// @param lastResort ends the program, whatever it is at
  TimedShutdown(Cancellation cancellation, Console console, Time time, Runnable lastResort) {
    this.cancellation = cancellation;
    this.console = console;
    this.time = time;
    this.lastResort = lastResort;
  }

  /// The program has been asked to end.
  void requested() {
    try {
      if (requests.incrementAndGet() == 1) {
        endInOrder();
      } else {
        hurry.countDown();
        breakOff(TO_TIDY_IN_HASTE);
      }
      time.sleep(TO_REPORT.multipliedBy(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; if somebody did, it could only mean to end
    }
    lastResort.run();
  }

  private void endInOrder() throws InterruptedException {
    Optional<Duration> grace = cancellation.grace();
    if (grace.isEmpty()) {
      cancellation.drain();
      time.sleep(WITHOUT_WORK.minus(LAST_WORD).multipliedBy(patience));
      CleanUp.run("sluice-last-word", LAST_WORD, () -> console.error("sluice: interrupted"));
      lastResort.run();
      return;
    }
    CleanUp.run(
        "sluice-first-word",
        LAST_WORD,
        () ->
            console.error(
                "sluice: interrupted; finishing what is under way, for at most "
                    + grace.get().toSeconds()
                    + " s (again to leave at once)"));
    cancellation.drain();
    if (time.await(hurry, grace.get())) {
      time.sleep(TO_TIDY.multipliedBy(patience)); // the second request sees to everything
    } else {
      breakOff(TO_TIDY);
    }
  }

  private void breakOff(Duration toTidy) throws InterruptedException {
    cancellation.stop();
    time.sleep(toTidy.multipliedBy(patience));
    cancellation.abandon();
  }
}
