package dev.sluice.s3server.store.computed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyPatternTest {

  private static final List<KeyPattern> PATTERNS =
      List.of(
          KeyPattern.of("img%09d.jpg", 100_000_000, List.of()),
          KeyPattern.of("%32x", 100_000_000, List.of()),
          KeyPattern.of("%3x", 4096, List.of()),
          KeyPattern.of("objects/%02x/%14x", 10_000_000, List.of()),
          KeyPattern.of("survey-%02d/transect-%03d/frame-%06d.jpg", 309_386, List.of(40L, 50L)),
          KeyPattern.of("one-%01d", 1, List.of()));

  private static String key(KeyPattern pattern, long rank) {
    byte[] buffer = pattern.newBuffer();
    pattern.write(rank, buffer);
    return new String(buffer, US_ASCII);
  }

  @Test
  void every_key_is_found_at_its_rank_and_the_next_behind_it() {
    Random random = new Random(7);
    for (KeyPattern pattern : PATTERNS) {
      for (int i = 0; i < 500; i++) {
        long rank = random.nextLong(pattern.keys());
        byte[] key = key(pattern, rank).getBytes(US_ASCII);
        assertThat(pattern.rankOf(key, true)).isEqualTo(rank);
        assertThat(pattern.rankOf(key, false)).isEqualTo(rank + 1);
        assertThat(pattern.rankOf(Arrays.copyOf(key, key.length - 1), false))
            .isLessThanOrEqualTo(rank);
      }
    }
  }

  @Test
  void keys_ascend_with_their_rank() {
    for (KeyPattern pattern : PATTERNS) {
      long step = Math.max(1, pattern.keys() / 5000);
      for (long rank = step; rank < pattern.keys(); rank += step) {
        assertThat(key(pattern, rank - 1)).isLessThan(key(pattern, rank));
      }
    }
  }

  @Test
  void hashes_spread_evenly_over_their_first_digit() {
    KeyPattern pattern = KeyPattern.of("%16x", 1_600, List.of());
    for (int digit = 0; digit < 16; digit++) {
      byte[] start = Integer.toHexString(digit).getBytes(US_ASCII);
      assertThat(pattern.rankOf(start, true)).isBetween(digit * 100L - 1, digit * 100L + 1);
    }
  }

  @Test
  void a_pattern_that_cannot_hold_its_keys_is_refused() {
    assertThatThrownBy(() -> KeyPattern.of("%03d", 1001, List.of()))
        .hasMessageContaining("no room for 1001 keys");
    assertThatThrownBy(() -> KeyPattern.of("plain", 1, List.of()))
        .hasMessageContaining("fields such as");
    assertThatThrownBy(() -> KeyPattern.of("a b%03d", 1, List.of()))
        .hasMessageContaining("fields such as");
  }
}
