package dev.sluice.cli.config;

import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.OutputMode.Progress;
import dev.sluice.model.UsageException;
import picocli.CommandLine.Model.CommandSpec;

/// What a run says.
public final class OutputFlags {

  private boolean verbose;

  private boolean quiet;

  private boolean progress;

  private boolean noProgress;

  private boolean json;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Output:")
        .flag(
            "A line for each action. With --json: an event for each key.",
            value -> verbose = value,
            "-v",
            "--verbose")
        .flag(
            "Errors alone, and the summary where not all went well. With --json: failures and the summary.",
            value -> quiet = value,
            "-q",
            "--quiet")
        .flag(
            "Show progress, on a terminal as a live block.",
            value -> progress = value,
            "--progress")
        .flag("Show no progress.", value -> noProgress = value, "--no-progress")
        .flag("One JSON event a line on standard output.", value -> json = value, "--json")
        .spec();
  }

  /// The flags as a way of output.
  ///
  /// @throws UsageException if they contradict each other
  public OutputMode mode() throws UsageException {
    ConflictingFlags.refuse("--verbose", verbose, "--quiet", quiet);
    ConflictingFlags.refuse("--progress", progress, "--no-progress", noProgress);
    ConflictingFlags.refuse("--progress", progress, "--quiet", quiet);
    Progress shown = noProgress ? Progress.OFF : progress ? Progress.ON : Progress.AUTOMATIC;
    return new OutputMode(json, verbose, quiet, shown);
  }
}
