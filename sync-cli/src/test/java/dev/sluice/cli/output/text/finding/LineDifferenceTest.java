package dev.sluice.cli.output.text.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {

  @Test
  void what_goes_and_what_comes_stands_where_it_was_and_is() {
    assertThat(
            LineDifference.between(List.of("{", "a", "b", "}"), List.of("{", "b", "c", "d", "}")))
        .containsExactly("  {", "- a", "  b", "+ c", "+ d", "  }");
  }

  @Test
  void of_two_equal_texts_all_stays() {
    assertThat(LineDifference.between(List.of("a", "a"), List.of("a", "a")))
        .containsExactly("  a", "  a");
    assertThat(LineDifference.between(List.of(), List.of())).isEmpty();
  }

  @Test
  void of_texts_without_end_all_goes_and_all_comes() {
    assertThat(LineDifference.between(Collections.nCopies(5_000, "a"), List.of("a")))
        .hasSize(5_001)
        .endsWith("- a", "+ a");
  }
}
