package dev.sluice.cli.output.text;

import dev.sluice.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The rate of a run over the last seconds, and how long what is left may take. Used by one thread.
final class TransferRate {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);
  private static final double NANOS_PER_SECOND = 1e9;

  private record Sample(Duration at, long bytes, long bytesRead, long ended) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private double bytesPerSecond;
  private double bytesReadPerSecond;
  private double endedPerSecond;

  /// Takes the run's figures into account.
  void observe(Progress progress) {
    Sample now =
        new Sample(
            progress.elapsed(),
            progress.transfers().bytesDone(),
            progress.contents().bytesRead(),
            progress.transfers().ended() + progress.contents().ended());
    Sample last = samples.peekLast();
    if (last == null || now.at().minus(last.at()).compareTo(BETWEEN_SAMPLES) >= 0) {
      samples.addLast(now);
    }
    while (samples.size() > 2 && now.at().minus(samples.getFirst().at()).compareTo(WINDOW) > 0) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    double seconds = now.at().minus(first.at()).toNanos() / NANOS_PER_SECOND;
    if (seconds > 0) {
      bytesPerSecond = Math.max(0, (now.bytes() - first.bytes()) / seconds);
      bytesReadPerSecond = Math.max(0, (now.bytesRead() - first.bytesRead()) / seconds);
      endedPerSecond = Math.max(0, (now.ended() - first.ended()) / seconds);
    }
  }

  double bytesPerSecond() {
    return bytesPerSecond;
  }

  /// How fast contents are read to be compared.
  double bytesReadPerSecond() {
    return bytesReadPerSecond;
  }

  /// How long what is left will take at this rate: by count or by bytes, whichever takes longer.
  ///
  /// @return empty while the total is not known, nothing is left, or nothing moves
  Optional<Duration> remaining(Progress progress) {
    long left =
        progress.transfers().planned()
            - progress.transfers().ended()
            + progress.contents().planned()
            - progress.contents().ended();
    if (!progress.listing().isDone() || left <= 0 || endedPerSecond + bytesPerSecond <= 0) {
      return Optional.empty();
    }
    double byCount = endedPerSecond > 0 ? left / endedPerSecond : 0;
    long bytesLeft =
        Math.max(0, progress.transfers().plannedBytes() - progress.transfers().bytesDone());
    double byBytes = bytesPerSecond > 0 ? bytesLeft / bytesPerSecond : 0;
    return Optional.of(Duration.ofMillis((long) (Math.max(byCount, byBytes) * 1000)));
  }
}
