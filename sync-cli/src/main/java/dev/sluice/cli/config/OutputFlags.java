package dev.sluice.cli.config;

import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.OutputMode.Progress;
import dev.sluice.engine.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a run says.
@Command(description = "Output:")
public final class OutputFlags {

  @Option(
      names = {"-v", "--verbose"},
      description = "A line for each action. With --json: an event for each key.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Errors alone. With --json: failures and the summary.")
  private boolean quiet;

  @Option(names = "--progress", description = "Show progress, on a terminal as a live block.")
  private boolean progress;

  @Option(names = "--no-progress", description = "Show no progress.")
  private boolean noProgress;

  @Option(names = "--json", description = "One JSON event a line on standard output.")
  private boolean json;

  /// The flags as a way of output.
  ///
  /// @throws UsageException if they contradict each other
  public OutputMode mode() throws UsageException {
    Contradictions.refuse("--verbose", verbose, "--quiet", quiet);
    Contradictions.refuse("--progress", progress, "--no-progress", noProgress);
    Contradictions.refuse("--progress", progress, "--quiet", quiet);
    Contradictions.refuse("--progress", progress, "--json", json);
    Progress shown = noProgress ? Progress.OFF : progress ? Progress.ON : Progress.AUTOMATIC;
    return new OutputMode(json, verbose, quiet, shown);
  }
}
