package dev.sluice.cli.output.text;

import dev.sluice.care.CareCounts;
import dev.sluice.care.CareFigures;
import dev.sluice.care.Found;
import dev.sluice.cli.output.Ticker;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.DisplayWidth;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says in a live line on a terminal how far the care of a bucket is. It is gone when closed, or
/// while it is held. Used by one thread.
final class CareProgress implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(200);

  private final Console console;
  private final CareFigures figures;
  private final String participle;
  private final long startedNanos = System.nanoTime();
  private @Nullable Ticker ticker;

  /// @param participle what is done to what was found
  CareProgress(Console console, CareFigures figures, String participle) {
    this.console = console;
    this.figures = figures;
    this.participle = participle;
  }

  /// Begins to draw, or goes on.
  void show() {
    if (ticker == null) {
      ticker = new Ticker(REDRAW, () -> draw(Duration.ofNanos(System.nanoTime() - startedNanos)));
    }
  }

  /// Draws the line.
  void draw(Duration elapsed) {
    console.block(List.of(DisplayWidth.fit(line(elapsed), console.screen().size().columns() - 1)));
  }

  private String line(Duration elapsed) {
    Found found = figures.found();
    CareCounts counts = figures.counts();
    String time = ", " + NumberText.duration(elapsed) + " so far";
    if (!figures.isListed() && counts.total() == 0) {
      return "found "
          + NumberText.count(found.total())
          + ", "
          + NumberText.bytes(found.bytes())
          + time;
    }
    return participle
        + " "
        + NumberText.count(counts.done())
        + " of "
        + NumberText.count(found.total())
        + (counts.asItIs() > 0 ? ", " + NumberText.count(counts.asItIs()) + " as they are" : "")
        + (counts.left() > 0 ? ", " + NumberText.count(counts.left()) + " left" : "")
        + (counts.failed() > 0 ? ", " + NumberText.count(counts.failed()) + " failed" : "")
        + time;
  }

  @Override
  public void close() {
    Ticker running = ticker;
    if (running != null) {
      running.close();
      ticker = null;
      console.clearBlock();
    }
  }
}
