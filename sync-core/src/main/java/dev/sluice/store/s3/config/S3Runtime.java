package dev.sluice.store.s3.config;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.flow.RunLock;
import dev.sluice.flow.Time;
import dev.sluice.store.ServiceObserver;
import java.util.random.RandomGenerator;

/// What a connection needs from its surroundings.
///
/// @param time the clock, for pauses between attempts
/// @param random spreads those pauses; used by many threads at once, so it must be thread-safe
/// @param retries how often and after which pauses a passing fault is tried again, and for how long
///   a service that is away
/// @param cpu where what burns processor time (MD5) runs; stays the caller's to close
/// @param observer is told when the service is away
/// @param runLock where uploads are noted while they are unfinished
/// @param descriptors by which connections are opened
public record S3Runtime(
    Time time,
    RandomGenerator random,
    RetryPolicy retries,
    BlockingIo cpu,
    ServiceObserver observer,
    RunLock runLock,
    Descriptors descriptors) {

  /// The same with a mark that nobody can look up.
  public S3Runtime(
      Time time,
      RandomGenerator random,
      RetryPolicy retries,
      BlockingIo cpu,
      ServiceObserver observer) {
    this(time, random, retries, cpu, observer, RunLock.in(null), Descriptors.untold(time));
  }

  /// The same with nobody to be told, and with a mark that nobody can look up.
  public S3Runtime(Time time, RandomGenerator random, RetryPolicy retries, BlockingIo cpu) {
    this(time, random, retries, cpu, ServiceObserver.SILENT);
  }
}
