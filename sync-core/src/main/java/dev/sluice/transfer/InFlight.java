package dev.sluice.transfer;

import dev.sluice.flow.Time;
import dev.sluice.model.Key;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What is being transferred right now, and how many bytes have passed in all: for the eye, not for
/// decisions. Thread-safe.
public final class InFlight {

  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final LongAdder bytesDone = new LongAdder();
  private final Time time;

  /// @param time the clock
  public InFlight(Time time) {
    this.time = time;
  }

  Flight begin(Key key, long sizeBytes) {
    Flight flight = new Flight(key, sizeBytes, time.nanos());
    flights.add(flight);
    return flight;
  }

  /// How many bytes have reached the destination, those of transfers still under way included.
  public long bytesDone() {
    return bytesDone.sum();
  }

  /// How many transfers are under way.
  public int count() {
    return flights.size();
  }

  /// The transfer that has been under way for longest.
  public Optional<Slowest> slowest() {
    Flight oldest = null;
    for (Flight flight : flights) {
      if (oldest == null || flight.beganNanos < oldest.beganNanos) {
        oldest = flight;
      }
    }
    return oldest == null
        ? Optional.empty()
        : Optional.of(
            new Slowest(
                oldest.key,
                oldest.sizeBytes,
                oldest.bytes.sum(),
                Duration.ofNanos(time.nanos() - oldest.beganNanos)));
  }

  /// A transfer as seen from outside.
  ///
  /// @param key which
  /// @param sizeBytes its length
  /// @param bytesDone how much has passed
  /// @param age for how long it has been under way
  public record Slowest(Key key, long sizeBytes, long bytesDone, Duration age) {}

  /// One transfer under way.
  final class Flight implements AutoCloseable {
    private final Key key;
    private final long sizeBytes;
    private final long beganNanos;
    private final LongAdder bytes = new LongAdder();

    Flight(Key key, long sizeBytes, long beganNanos) {
      this.key = key;
      this.sizeBytes = sizeBytes;
      this.beganNanos = beganNanos;
    }

    void passed(long count) {
      bytes.add(count);
      bytesDone.add(count);
    }

    Duration age() {
      return Duration.ofNanos(time.nanos() - beganNanos);
    }

    /// Takes back what a failed attempt had counted.
    void startOver() {
      bytesDone.add(-bytes.sumThenReset());
    }

    @Override
    public void close() {
      flights.remove(this);
    }
  }
}
