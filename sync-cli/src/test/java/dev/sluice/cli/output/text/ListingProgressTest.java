package dev.sluice.cli.output.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.filter.KeyFilter;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListingProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ListingCount count = new ListingCount();

  private Console console(boolean terminal) {
    PrintStream err = new PrintStream(shown, true, UTF_8);
    return new Console(
        new PrintStream(PrintStream.nullOutputStream(), true, UTF_8),
        err,
        new Screen(terminal, () -> new Screen.Size(80, 24)));
  }

  @Test
  void a_listing_that_takes_long_says_on_a_terminal_how_far_it_is() throws Exception {
    MemoryStore store = MemoryStore.named("listed");
    store.put("a", "x".repeat(1024));
    store.put("b", "x".repeat(1024));
    new Listing(store, KeyFilter.EVERYTHING, count).walk().run("listing", 1, _ -> {});

    try (ListingProgress progress = new ListingProgress(console(true), count, true)) {
      progress.draw(Duration.ofSeconds(12));
    }
    assertThat(shown.toString(UTF_8))
        .contains("listed 2, 2.0 KiB, 12 s so far")
        .endsWith("\u001b[1A");
  }

  @Test
  void nothing_is_said_in_a_file_or_beside_json() {
    new ListingProgress(console(false), count, true).close();
    new ListingProgress(console(true), count, false).close();
    assertThat(shown.size()).isZero();
  }
}
