package dev.sluice.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.Samples;
import dev.sluice.cli.output.console.DisplayWidth;
import dev.sluice.cli.output.console.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressBlockTest {

  private static final String EMOJI_KEY =
      "photos/🚀🚀🚀/家族の写真/👩\u200d👩\u200d👧/" + "😀".repeat(60) + ".jpg";

  private static final Screen.Size WIDE = new Screen.Size(200, 24);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 24})
  void the_block_is_lower_than_the_screen_and_keeps_what_matters_most(int rows) {
    List<String> lines =
        new ProgressBlock()
            .lines(
                Samples.at(
                    Duration.ofSeconds(42), 1000, false, Optional.of(Samples.slowest("a/b.jpg"))),
                new Screen.Size(80, rows));

    assertThat(lines).hasSizeLessThan(Math.max(2, rows));
    assertThat(lines).anyMatch(line -> line.startsWith("  done"));
    assertThat(lines).hasSize(rows < 4 ? 1 : Math.min(7, rows - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 20, 80, 200})
  void no_line_is_wider_than_the_screen(int columns) {
    List<String> lines =
        new ProgressBlock()
            .lines(
                Samples.at(
                    Duration.ofSeconds(42), 1000, false, Optional.of(Samples.slowest(EMOJI_KEY))),
                new Screen.Size(columns, 24));

    assertThat(lines).hasSize(7).allMatch(line -> DisplayWidth.of(line) < columns);
  }

  @Test
  void what_has_no_answer_is_told_with_the_oldest() {
    assertThat(new ProgressBlock().lines(Samples.unanswered(3, "/mnt/a"), WIDE))
        .last()
        .isEqualTo("  no answer read /mnt/a (for 45 s, and 2 others)");
    assertThat(new ProgressBlock().lines(Samples.unanswered(1, "/mnt/a"), WIDE))
        .last()
        .isEqualTo("  no answer read /mnt/a (for 45 s)");
    assertThat(new ProgressBlock().lines(Samples.unanswered(1, EMOJI_KEY), new Screen.Size(40, 24)))
        .allMatch(line -> DisplayWidth.of(line) < 40);
  }

  @Property
  void no_key_makes_a_line_wider_than_the_screen_or_commands_the_terminal(
      @ForAll @StringLength(min = 1, max = 300) String key,
      @ForAll @IntRange(min = 1, max = 250) int columns) {
    List<String> lines =
        new ProgressBlock()
            .lines(
                Samples.at(Duration.ofSeconds(1), 1, true, Optional.of(Samples.slowest(key))),
                new Screen.Size(columns, 24));

    assertThat(lines)
        .allMatch(line -> DisplayWidth.of(line) < columns)
        .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
  }

  @Test
  void everything_is_said_where_there_is_room() {
    List<String> lines =
        new ProgressBlock()
            .lines(
                Samples.at(
                    Duration.ofSeconds(42), 1000, false, Optional.of(Samples.slowest("a/b.jpg"))),
                WIDE);

    assertThat(lines)
        .containsExactly(
            "listing, 42 s so far",
            "  listed    120,000 at the source, 118,000 at the destination",
            "  compared  118,000",
            "  to do     at least 2,000, 2.0 GiB to send",
            "  done      1,000, 1000.0 MiB sent, 0 B/s",
            "  retries   3, told to slow down 12 times",
            "  slowest   a/b.jpg (12.0 MiB of 20.0 MiB, for 8.0 s)");
  }

  @Test
  void the_end_is_told_only_when_the_total_is_known() {
    ProgressBlock block = new ProgressBlock();
    block.lines(Samples.at(Duration.ofSeconds(10), 0, false), WIDE);

    assertThat(block.lines(Samples.at(Duration.ofSeconds(15), 500, false), WIDE).get(4))
        .doesNotContain("left");
    assertThat(block.lines(Samples.at(Duration.ofSeconds(20), 1000, true), WIDE).get(4))
        .endsWith("100.0 MiB/s, 10 s left");
  }

  @Test
  void comparing_by_content_is_told_apart_from_sending() {
    ProgressBlock block = new ProgressBlock();
    block.lines(Samples.comparing(Duration.ofSeconds(10), 0, 0, true), WIDE);

    assertThat(block.lines(Samples.comparing(Duration.ofSeconds(15), 1112, 8L << 30, true), WIDE))
        .containsExactly(
            "comparing contents, 15 s so far",
            "  listed    3,002 at the source, 3,002 at the destination",
            "  compared  3,002",
            "  contents  1,112 of 3,002 compared, 8.0 GiB read, 1.6 GiB/s",
            "  to do     at least 5, 5.0 MiB to send",
            "  done      5, 5.0 MiB sent, 0 B/s, 8.5 s left");
  }
}
