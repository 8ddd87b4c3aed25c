package dev.sluice.store.s3.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurveyTest {

  @ParameterizedTest
  @EnumSource
  void keys_to_part_at_lie_in_the_gap_in_ascending_order(KeyShape shape) {
    List<String> keys = shape.keys(20_000);
    Survey survey = new Survey();
    Stretch stretch = survey.begin("");
    survey.read(stretch, keys.subList(0, 1000));
    String last = keys.get(999);
    for (String upTo : new String[] {null, keys.getLast(), keys.get(10_000), keys.get(1001)}) {
      for (int parts : new int[] {2, 3, 16}) {
        List<String> found = survey.part(stretch, last, upTo, parts);
        assertThat(found).hasSizeLessThan(parts).isSortedAccordingTo(Key::compare);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found).allMatch(key -> Key.compare(last, key) < 0);
        assertThat(found).allMatch(key -> upTo == null || Key.compare(key, upTo) < 0);
      }
    }
  }

  @Property(tries = 20)
  void between_two_stretches_of_hashes_the_number_of_keys_is_guessed_roughly(
      @ForAll @IntRange(min = 6, max = 90) int percent) {
    List<String> keys = KeyShape.HEX_HASH.keys(100_000);
    Survey survey = new Survey();
    int from = keys.size() * percent / 100;
    Stretch lower = survey.begin("");
    Stretch upper = survey.begin(keys.get(from - 1));
    for (int page = 0; page < 5; page++) {
      survey.read(lower, keys.subList(page * 1000, page * 1000 + 1000));
      survey.read(upper, keys.subList(from + page * 1000, from + page * 1000 + 1000));
    }

    double guessed = survey.keysLeft(lower, keys.get(4_999), keys.get(from - 1));
    assertThat(guessed).isBetween((from - 5000) / 8.0, (from - 5000) * 4.0);
  }

  @Test
  void what_fits_on_a_page_is_not_parted() {
    List<String> keys = KeyShape.HEX_HASH.keys(100_000);
    Survey survey = new Survey();
    Stretch stretch = survey.begin("");
    survey.read(stretch, keys.subList(0, 1000));
    survey.read(survey.begin(keys.get(2000)), keys.subList(2001, 3001));
    assertThat(survey.part(stretch, keys.get(999), keys.get(2000), 16)).isEmpty();
  }

  @Test
  void guesses_that_lead_nowhere_end_until_there_are_more_pages() {
    List<String> keys = KeyShape.HEX_HASH.keys(100_000);
    Survey survey = new Survey();
    Stretch stretch = survey.begin("");
    survey.read(stretch, keys.subList(0, 1000));
    int guesses = 0;
    while (!survey.part(stretch, keys.get(999), null, 2).isEmpty() && guesses < 1000) {
      survey.end(survey.begin("f" + guesses++));
    }
    assertThat(guesses).isBetween(20, 30);
    for (int page = 1; page <= 60; page++) {
      survey.read(stretch, keys.subList(page * 1000, page * 1000 + 1000));
    }
    assertThat(survey.part(stretch, keys.get(60_999), null, 2)).isNotEmpty();
  }

  @Test
  void a_key_nearby_is_told_from_one_far_away() {
    List<String> keys = KeyShape.COUNTER.keys(100_000);
    Survey survey = new Survey();
    Stretch stretch = survey.begin("");
    for (int page = 0; page < 10; page++) {
      survey.read(stretch, keys.subList(page * 1000, page * 1000 + 1000));
    }
    assertThat(survey.keysLeft(stretch, keys.get(9_999), keys.get(10_100))).isLessThan(1000);
    assertThat(survey.keysLeft(stretch, keys.get(9_999), keys.get(60_000))).isGreaterThan(1000);
  }
}
