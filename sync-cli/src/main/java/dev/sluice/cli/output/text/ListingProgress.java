package dev.sluice.cli.output.text;

import dev.sluice.cli.output.Ticker;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.DisplayWidth;
import dev.sluice.listing.ListingCount;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says in a live line on a terminal how far a listing is, so that one that takes long is not taken
/// for one that hangs. It is gone when closed.
public final class ListingProgress implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(500);

  private final Console console;
  private final ListingCount count;
  private final long startedNanos = System.nanoTime();
  private final @Nullable Ticker ticker;

  /// @param count what has been listed so far
  /// @param wanted whether anything is to be said
  public ListingProgress(Console console, ListingCount count, boolean wanted) {
    this.console = console;
    this.count = count;
    this.ticker =
        wanted && console.screen().terminal()
            ? new Ticker(REDRAW, () -> draw(Duration.ofNanos(System.nanoTime() - startedNanos)))
            : null;
  }

  /// Draws the line.
  void draw(Duration elapsed) {
    String line =
        "listed "
            + NumberText.count(count.entries())
            + ", "
            + NumberText.bytes(count.bytes())
            + ", "
            + NumberText.duration(elapsed)
            + " so far";
    console.block(List.of(DisplayWidth.fit(line, console.screen().size().columns() - 1)));
  }

  @Override
  public void close() {
    if (ticker != null) {
      ticker.close();
      console.clearBlock();
    }
  }
}
