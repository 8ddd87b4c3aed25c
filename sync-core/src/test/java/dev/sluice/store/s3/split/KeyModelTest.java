package dev.sluice.store.s3.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyModelTest {

  private static KeyModel taught(List<String> keys) {
    KeyModel model = new KeyModel();
    String before = "";
    for (String key : keys) {
      model.learn(key, before);
      before = key;
    }
    return model;
  }

  private static List<String> sorted(List<String> keys) {
    return keys.stream().distinct().sorted(Key::compare).toList();
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
            "a", "b", "0", "9", "/", "-", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\0")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> keySets() {
    return keys().list().ofMaxSize(30);
  }

  @Property
  void numbers_are_in_the_order_of_keys_whatever_was_learned(
      @ForAll("keySets") List<String> learned,
      @ForAll("keys") String one,
      @ForAll("keys") String other) {
    KeyModel model = taught(sorted(learned));
    int order = Key.compare(one, other);
    int ofNumbers = model.position(one).compareTo(model.position(other));
    assertThat(order < 0 ? ofNumbers <= 0 : order > 0 ? ofNumbers >= 0 : ofNumbers == 0).isTrue();
    assertThat(model.position(one)).isBetween(BigInteger.ZERO, model.size());
  }

  @Property
  void the_key_at_a_number_lies_at_or_below_it(
      @ForAll("keySets") List<String> learned, @ForAll("keys") String key) {
    KeyModel model = taught(sorted(learned));
    BigInteger position = model.position(key);
    String found = model.key(position, BigInteger.ZERO);
    assertThat(model.position(found)).isLessThanOrEqualTo(position);
    assertThat(found.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
  }

  @Test
  void digits_that_were_not_seen_are_expected_and_other_letters_are_not() {
    KeyModel model = taught(List.of("img00001.jpg", "img00002.jpg"));
    BigInteger from = model.position("img00002.jpg");
    BigInteger to = model.position("img1");
    String middle = model.key(from.add(to).shiftRight(1), to.subtract(from).shiftRight(5));
    assertThat(middle).matches("img0[456].*");
  }

  @Test
  void keys_of_a_thousand_characters_are_told_apart() {
    String long1 = "a-name-that-goes-on-and-on/".repeat(30);
    KeyModel model = taught(List.of(long1 + "1", long1 + "2", long1 + "3", long1 + "4"));
    assertThat(model.position(long1 + "1")).isLessThan(model.position(long1 + "2"));
  }

  @Test
  void a_common_beginning_ends_between_characters() {
    assertThat(KeyModel.commonLength("a😀", "a😁")).isOne();
    assertThat(KeyModel.commonLength("ab", "abc")).isEqualTo(2);
    assertThat(KeyModel.commonLength("", "abc")).isZero();
  }

  @Test
  void logarithms_of_numbers_of_any_length() {
    assertThat(KeyModel.log2(BigInteger.ONE.shiftLeft(300))).isEqualTo(300);
    assertThat(KeyModel.log2(BigInteger.ONE)).isZero();
    assertThat(KeyModel.log2(BigInteger.ZERO)).isNegative().isInfinite();
  }
}
