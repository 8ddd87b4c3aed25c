package dev.sluice.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.PartPlan;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {

  private static final long MIB = 1 << 20;

  @Property(tries = 200)
  void the_etag_is_the_md5_of_the_parts_md5s_however_the_content_is_fed(
      @ForAll @IntRange(min = 1, max = 5000) int size,
      @ForAll @IntRange(min = 1, max = 1500) int partBytes,
      @ForAll @IntRange(min = 1, max = 2000) int windowBytes,
      @ForAll long seed)
      throws Exception {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    MessageDigest whole = MessageDigest.getInstance("MD5");
    int parts = 0;
    for (int from = 0; from < size; from += partBytes, parts++) {
      MessageDigest part = MessageDigest.getInstance("MD5");
      part.update(content, from, Math.min(partBytes, size - from));
      whole.update(part.digest());
    }
    PartsDigest digest = new PartsDigest(ChecksumAlgorithm.MD5, partBytes);
    for (int from = 0; from < size; from += windowBytes) {
      byte[] window = Arrays.copyOfRange(content, from, Math.min(size, from + windowBytes));
      digest.update(window, window.length);
    }
    assertThat(digest.inParts())
        .isEqualTo(new InParts(partBytes, HexFormat.of().formatHex(whole.digest()) + "-" + parts));
  }

  @Test
  void part_sizes_are_deduced_from_the_number_of_parts_likeliest_first() {
    assertThat(PartPlan.candidates(20 * MIB, 3)).containsExactly(8 * MIB);
    assertThat(PartPlan.candidates(20 * MIB, 2)).containsExactly(15 * MIB, 16 * MIB, 10 * MIB);
    assertThat(PartPlan.candidates(20 * MIB, 19)).isEmpty();
  }

  @Test
  void parts_of_no_common_size_are_most_likely_whole_mebibytes() {
    assertThat(PartPlan.candidates(700 * MIB + 1, 101)).containsExactly(7 * MIB);
    assertThat(PartPlan.candidates(18 * MIB, 1)).isNotEmpty();
  }

  @Test
  void what_sluice_would_write_is_told_from_what_it_would_not() {
    assertThat(PartPlan.isUsual(20 * MIB, 3)).isTrue();
    assertThat(PartPlan.isUsual(20 * MIB, 2)).isFalse();
    assertThat(PartPlan.isUsual(160_000 * MIB, 10_000)).isTrue();
  }
}
