package dev.sluice.cli.command.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.config.EditDistance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

  private static final List<String> OPTIONS =
      List.of(
          "--delete", "--delete-removed", "--dry-run", "--exclude", "--exclude-from", "--quiet");

  @ParameterizedTest
  @CsvSource({
    "sync, sync, 0",
    "synk, sync, 1",
    "snyc, sync, 1",
    "sycn, sync, 1",
    "syn, sync, 1",
    "ssync, sync, 1",
    "'', ls, 2",
    "kitten, sitting, 3"
  })
  void the_distance_is_the_number_of_letters_to_mend(String from, String to, int distance) {
    assertThat(EditDistance.between(from, to)).isEqualTo(distance);
    assertThat(EditDistance.between(to, from)).isEqualTo(distance);
  }

  @Test
  void what_is_near_comes_the_nearest_first_and_what_is_far_not_at_all() {
    assertThat(Suggestions.to("--dleete", OPTIONS)).containsExactly("--delete");
    assertThat(Suggestions.to("--dryrun", OPTIONS)).containsExactly("--dry-run");
    assertThat(Suggestions.to("--excl", OPTIONS)).containsExactly("--exclude", "--exclude-from");
    assertThat(Suggestions.to("--colour", OPTIONS)).isEmpty();
  }

  @Test
  void capitals_and_underscores_do_not_hide_what_was_meant() {
    assertThat(Suggestions.to("--Exclude_From", OPTIONS)).containsExactly("--exclude-from");
  }
}
