package dev.sluice.engine;

import java.nio.file.Path;

/// How much a run does at once. The defaults suit a machine of two cores and a network of tens of
/// milliseconds: 512 requests of 50 ms are 10,000 a second, which is what two cores can send.
///
/// @param transferWorkers the most transfers at once, at least 1: a run begins with fewer
///   ([dev.sluice.flow.system.SlowStart])
/// @param listWorkers key ranges listed at once, at least 1
/// @param partsAtOnce parts of one large entry at once, at least 1
/// @param memoryBytes bytes of content held in memory at once
/// @param rateBytesPerSecond bytes a second for all transfers together, 0 for no limit
/// @param plannedInMemory planned actions kept in memory; the rest waits in a file
/// @param temporaryFolder where that file is made, if it is needed
public record Tuning(
    int transferWorkers,
    int listWorkers,
    int partsAtOnce,
    long memoryBytes,
    long rateBytesPerSecond,
    int plannedInMemory,
    Path temporaryFolder) {

  /// What a run does unless told otherwise.
  public static final Tuning DEFAULT =
      new Tuning(512, 16, 8, 64L << 20, 0, 10_000, Path.of(System.getProperty("java.io.tmpdir")));

  /// @throws IllegalArgumentException if a number is out of its range
  public Tuning {
    if (transferWorkers < 1 || listWorkers < 1 || partsAtOnce < 1 || plannedInMemory < 1) {
      throw new IllegalArgumentException("a run needs at least one worker of each kind");
    }
  }

  /// The same with another number of transfers at once.
  public Tuning withTransferWorkers(int workers) {
    return new Tuning(
        workers,
        listWorkers,
        partsAtOnce,
        memoryBytes,
        rateBytesPerSecond,
        plannedInMemory,
        temporaryFolder);
  }

  /// The same with another number of key ranges listed at once.
  public Tuning withListWorkers(int workers) {
    return new Tuning(
        transferWorkers,
        workers,
        partsAtOnce,
        memoryBytes,
        rateBytesPerSecond,
        plannedInMemory,
        temporaryFolder);
  }

  /// The same with another rate, 0 for none.
  public Tuning withRate(long bytesPerSecond) {
    return new Tuning(
        transferWorkers,
        listWorkers,
        partsAtOnce,
        memoryBytes,
        bytesPerSecond,
        plannedInMemory,
        temporaryFolder);
  }

  /// The same with another folder for what does not fit into memory.
  public Tuning withTemporaryFolder(Path folder) {
    return new Tuning(
        transferWorkers,
        listWorkers,
        partsAtOnce,
        memoryBytes,
        rateBytesPerSecond,
        plannedInMemory,
        folder);
  }
}
