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
    OptionGroup pace = OptionGroup.under("Pace:");
    declareWorkers(pace, "The most transfers at once", "Key ranges listed and compared at once");
    pace.text(
        "RATE",
        "Bytes a second for all transfers together: 500k, 20m, 1g.",
        value -> limitRate = value,
        "--limit-rate");
    return withGraceAndFolder(pace);
  }

  /// The options of a command that carries no contents.
  public CommandSpec specWithoutContents() {
    OptionGroup pace = OptionGroup.under("Pace:");
    declareWorkers(pace, "The most requests at once", "Key ranges listed at once");
    return withGraceAndFolder(pace);
  }

  private void declareWorkers(OptionGroup pace, String onWorkers, String onListWorkers) {
    pace.value(
            Integer.class,
            "N",
            onWorkers + "; 512 unless said.",
            value -> workers = value,
            "--workers")
        .value(
            Integer.class,
            "N",
            onListWorkers + "; 16 unless said.",
            value -> listWorkers = value,
            "--list-workers");
  }

  private CommandSpec withGraceAndFolder(OptionGroup pace) {
    return pace.value(
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
