package dev.sluice.cli.output.console;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisplayWidthTest {

  @ParameterizedTest
  @CsvSource({"abc,3", "grüße,5", "漢字,4", "Ａ,2", "한국,4", "😀,2"})
  void wide_characters_take_two_columns(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @Test
  void marks_and_joiners_take_none_and_a_selector_makes_an_emoji_wide() {
    assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    assertThat(DisplayWidth.of("a\u200db")).isEqualTo(2);
    assertThat(DisplayWidth.of("\u2764\ufe0f")).isEqualTo(2);
  }

  @Property
  void what_is_cut_fits(@ForAll String text, @ForAll @IntRange(min = 0, max = 40) int columns) {
    assertThat(DisplayWidth.of(DisplayWidth.fit(text, columns))).isLessThanOrEqualTo(columns);
    assertThat(DisplayWidth.of(DisplayWidth.fitMiddle(text, columns))).isLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "images/2026/holiday/beach.jpg,15,imag…/beach.jpg",
    "short,15,short",
    "漢字漢字漢字,7,漢…漢字"
  })
  void a_path_is_cut_in_its_middle(String path, int columns, String cut) {
    assertThat(DisplayWidth.fitMiddle(path, columns)).isEqualTo(cut);
  }
}
