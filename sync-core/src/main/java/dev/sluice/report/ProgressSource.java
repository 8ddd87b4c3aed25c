package dev.sluice.report;

/// Gives a run's figures at any moment. Thread-safe.
@FunctionalInterface
public interface ProgressSource {

  /// The figures now.
  Progress now();
}
