package dev.sluice.cli.config;

import dev.sluice.engine.Tuning;
import dev.sluice.model.UsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How much a run does at once.
public final class TransferFlags {

  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_GRACE_SECONDS = 24 * 60 * 60;

  private @Nullable Integer workers;

  private @Nullable Integer listWorkers;

  private @Nullable String limitRate;

  private int graceSeconds = 10;

  private @Nullable String temporaryFolder;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Pace:")
        .value(
            Integer.class,
            "N",
            "The most transfers at once; 512 unless said.",
            value -> workers = value,
            "--workers")
        .value(
            Integer.class,
            "N",
            "Key ranges listed and compared at once; 16 unless said.",
            value -> listWorkers = value,
            "--list-workers")
        .text(
            "RATE",
            "Bytes a second for all transfers together: 500k, 20m, 1g.",
            value -> limitRate = value,
            "--limit-rate")
        .value(
            Integer.class,
            "SECONDS",
            "How long what is under way may go on after a signal; 10 unless said.",
            value -> graceSeconds = value,
            "--grace")
        .text(
            "DIR",
            "Where what does not fit into memory is kept; TMPDIR or the system's unless said.",
            value -> temporaryFolder = value,
            "--temp-dir")
        .spec();
  }

  /// The flags as tuning.
  ///
  /// @throws UsageException if a number is out of its range
  public Tuning tuning() throws UsageException {
    Tuning tuning = Tuning.DEFAULT.withTemporaryFolder(TemporaryFolder.of(temporaryFolder));
    if (workers != null) {
      tuning = tuning.withTransferWorkers(inRange("--workers", workers));
    }
    if (listWorkers != null) {
      tuning = tuning.withListWorkers(inRange("--list-workers", listWorkers));
    }
    return limitRate == null
        ? tuning
        : tuning.withRate(FlagValues.amount("--limit-rate", limitRate));
  }

  /// How long what is under way may go on once the run was asked to end.
  ///
  /// @throws UsageException if it is out of its range
  public Duration grace() throws UsageException {
    if (graceSeconds < 0 || graceSeconds > MAX_GRACE_SECONDS) {
      throw new UsageException("--grace " + graceSeconds + ": from 0 to " + MAX_GRACE_SECONDS);
    }
    return Duration.ofSeconds(graceSeconds);
  }

  private static int inRange(String option, int workers) throws UsageException {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new UsageException(option + " " + workers + ": from 1 to " + MAX_WORKERS);
    }
    return workers;
  }
}
