package dev.sluice.bench.race.peers;

/// What one child process, and all that it started, used.
///
/// @param exitCode as the shell would say it
/// @param startNanos [System#nanoTime] when it was started
/// @param wallSeconds from its start to its end
/// @param userSeconds processor time in its own code
/// @param systemSeconds processor time in the kernel on its behalf
/// @param peakKib the largest resident memory: of its largest process as the kernel counted it, or
///   of the whole process tree as it was sampled, whichever is more
public record Usage(
    int exitCode,
    long startNanos,
    double wallSeconds,
    double userSeconds,
    double systemSeconds,
    long peakKib) {

  public double cpuSeconds() {
    return userSeconds + systemSeconds;
  }
}
