package dev.sluice.cli.config;

import dev.sluice.engine.Tuning;
import dev.sluice.engine.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How much a run does at once.
@Command(description = "Pace:")
public final class TransferFlags {

  private static final int MAX_WORKERS = 10_000;

  @Option(names = "--workers", paramLabel = "N", description = "Transfers at once; 64 unless said.")
  private @Nullable Integer workers;

  @Option(
      names = "--list-workers",
      paramLabel = "N",
      description = "Key ranges listed and compared at once; 16 unless said.")
  private @Nullable Integer listWorkers;

  @Option(
      names = "--limit-rate",
      paramLabel = "RATE",
      description = "Bytes a second for all transfers together: 500k, 20m, 1g.")
  private @Nullable String limitRate;

  /// The flags as tuning.
  ///
  /// @throws UsageException if a number is out of its range
  public Tuning tuning() throws UsageException {
    Tuning tuning = Tuning.DEFAULT;
    if (workers != null) {
      tuning = tuning.withTransferWorkers(inRange("--workers", workers));
    }
    if (listWorkers != null) {
      tuning = tuning.withListWorkers(inRange("--list-workers", listWorkers));
    }
    return limitRate == null ? tuning : tuning.withRate(Values.amount("--limit-rate", limitRate));
  }

  private static int inRange(String option, int workers) throws UsageException {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new UsageException(option + " " + workers + ": from 1 to " + MAX_WORKERS);
    }
    return workers;
  }
}
