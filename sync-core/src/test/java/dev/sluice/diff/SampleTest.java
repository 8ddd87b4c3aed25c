package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.diff.Difference.NotSampled;
import dev.sluice.diff.Difference.Same;
import dev.sluice.diff.Difference.SizeDiffers;
import dev.sluice.diff.Difference.Unclear;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Content;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final String HEX = "0cc175b9c0f1b6a831c399e269772661";
  private static final String OTHER_HEX = "92eb5ffee6ae2fec3ad71c777531578f";
  private static final Sample NONE = new Sample(0, 1);

  /// Chooses every key, and is not told to be everything.
  private static final Sample NEARLY_ALL = new Sample(Math.nextDown(1.0), 1);

  private static Entry entry(long sizeBytes, Fingerprint fingerprint) {
    return new Entry(Key.of("k"), new Content(sizeBytes, fingerprint), Instant.EPOCH, null);
  }

  private static Entry remembered(String hex) {
    return entry(1, new Remembered(Md5Value.ofHex(hex)));
  }

  private static Difference compare(Sample sample, Entry source, Entry target) {
    return new DiffRules(KeyFilter.EVERYTHING, Comparison.MD5, false, sample)
        .compare(source, target);
  }

  @Test
  void a_share_of_the_keys_is_chosen_and_another_seed_chooses_others() {
    long[] chosen =
        IntStream.range(0, 3).mapToLong(seed -> chosen(new Sample(0.1, seed))).toArray();
    for (long count : chosen) {
      assertThat(count).isBetween(9_000L, 11_000L);
    }
    assertThat(both(new Sample(0.1, 1), new Sample(0.1, 2))).isBetween(700L, 1_300L);
    assertThat(chosen(new Sample(0, 1))).isZero();
    assertThat(chosen(NEARLY_ALL)).isEqualTo(100_000);
  }

  private static long chosen(Sample sample) {
    return both(sample, sample);
  }

  private static long both(Sample one, Sample other) {
    return IntStream.range(0, 100_000)
        .mapToObj(i -> Key.of("folder/file-" + i + ".jpg"))
        .filter(key -> one.includes(key) && other.includes(key))
        .count();
  }

  @Test
  void what_is_no_share_is_none() {
    assertThatThrownBy(() -> new Sample(1.1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sample(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_file_of_the_sample_is_read_though_it_is_known() {
    assertThat(compare(NEARLY_ALL, remembered(HEX), entry(1, new Md5(HEX))))
        .isEqualTo(new Unclear(entry(1, Fingerprint.UNREAD), entry(1, new Md5(HEX))));
    assertThat(compare(NEARLY_ALL, entry(1, new Md5(HEX)), entry(1, new Md5(HEX))))
        .as("there is nothing to read")
        .isInstanceOf(Same.class);
  }

  @Test
  void of_the_others_what_the_listings_say_suffices() {
    assertThat(compare(NONE, remembered(HEX), entry(1, new Md5(HEX)))).isInstanceOf(Same.class);
    assertThat(compare(NONE, entry(1, Fingerprint.UNREAD), entry(1, new Md5(HEX))))
        .isInstanceOf(NotSampled.class);
    assertThat(compare(NONE, remembered(HEX), entry(1, Fingerprint.OPAQUE)))
        .isInstanceOf(NotSampled.class);
  }

  @Test
  void what_the_listings_say_to_differ_is_looked_at_in_any_case() {
    assertThat(compare(NONE, remembered(HEX), entry(1, new Md5(OTHER_HEX))))
        .isInstanceOf(Unclear.class);
    assertThat(compare(NONE, entry(1, new Md5(HEX)), entry(1, new Md5(OTHER_HEX))))
        .isInstanceOf(Unclear.class);
    assertThat(compare(NONE, remembered(HEX), entry(2, new Md5(HEX))))
        .isInstanceOf(SizeDiffers.class);
  }
}
