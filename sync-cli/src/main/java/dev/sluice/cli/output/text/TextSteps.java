package dev.sluice.cli.output.text;

import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.StepReporter;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.report.RunStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Shows steps to a person: a line for each.
public final class TextSteps implements StepReporter {

  /// More than this many lines of trouble would push everything else out of sight.
  private static final int MOST_TROUBLE = 200;

  private final Console console;
  private final OutputMode mode;
  private final AtomicLong trouble = new AtomicLong();

  /// @param console where to
  /// @param mode how much
  public TextSteps(Console console, OutputMode mode) {
    this.console = console;
    this.mode = mode;
  }

  @Override
  public void step(String name, String line, Map<String, ?> members) {
    if (!mode.quiet() && !line.isEmpty()) {
      console.print(Escapes.line(line));
      console.flush();
    }
  }

  @Override
  public void left(String line) {
    trouble("WARNING: ", line);
  }

  @Override
  public void failed(String line) {
    trouble("ERROR: ", line);
  }

  private void trouble(String label, String line) {
    long count = trouble.incrementAndGet();
    if (count <= MOST_TROUBLE) {
      console.error(label + Escapes.line(line));
    } else if (count == MOST_TROUBLE + 1) {
      console.error("WARNING: more than " + MOST_TROUBLE + " such; --json shows every one");
    }
  }

  @Override
  public void ended(RunStatus status, String line) {
    if (!line.isEmpty()) {
      console.error("sluice: " + Escapes.line(line));
    }
    console.flush();
  }
}
