package dev.sluice.s3server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {

  @Test
  void characters_above_the_basic_plane_come_last_unlike_in_strings() {
    ObjectKey replacement = ObjectKey.of("\ufffd");
    ObjectKey emoji = ObjectKey.of("\ud83d\ude00");
    assertThat(replacement).isLessThan(emoji);
    assertThat("\ufffd".compareTo("\ud83d\ude00")).isPositive();
  }

  @Test
  void keys_are_ordered_as_their_code_points() {
    Random random = new Random(20261124);
    int[] alphabet = {'!', '/', 'a', 0xe9, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    for (int round = 0; round < 2000; round++) {
      int[] one =
          random.ints(random.nextInt(4), 0, alphabet.length).map(i -> alphabet[i]).toArray();
      int[] two =
          random.ints(random.nextInt(4), 0, alphabet.length).map(i -> alphabet[i]).toArray();
      int byKey = Integer.signum(key(one).compareTo(key(two)));
      assertThat(byKey).isEqualTo(Integer.signum(Arrays.compare(one, two)));
      assertThat(key(one).equals(key(two))).isEqualTo(Arrays.equals(one, two));
    }
  }

  private static ObjectKey key(int[] codePoints) {
    return ObjectKey.of(new String(codePoints, 0, codePoints.length));
  }

  @Test
  void a_key_gives_back_its_text() {
    assertThat(ObjectKey.of("a//b/\ud83d\ude00 ").text()).isEqualTo("a//b/\ud83d\ude00 ");
  }
}
