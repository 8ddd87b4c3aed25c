package dev.sluice.store.s3.split;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which characters (code points) stand at which place of the keys seen so far, and which others
/// may be expected there. Not thread-safe.
public final class CharactersByPosition {

  /// No key is longer: S3 takes 1,024 bytes.
  private static final int MOST = 1024;

  private static final int[] NONE = {};

  private final List<BitSet> seen = new ArrayList<>();
  private final Map<Integer, int[]> likely = new HashMap<>();

  /// Takes note of a character, or [KeyModel#END].
  ///
  /// @return whether it was new there
  boolean learn(int place, int character) {
    if (place >= MOST) {
      return false;
    }
    while (place >= seen.size()) {
      seen.add(new BitSet());
    }
    int bit = character + 1;
    if (seen.get(place).get(bit)) {
      return false;
    }
    seen.get(place).set(bit);
    likely.clear();
    return true;
  }

  /// What may stand at `place`, in ascending order.
  ///
  /// The first page of a million hashes shows nothing but zeros at the first place. So a place is
  /// given whatever stood at places that have a character in common with it, and characters of the
  /// same kind from anywhere; of digits, all.
  int[] likely(int place) {
    return place < seen.size() ? likely.computeIfAbsent(place, this::compute) : NONE;
  }

  private int[] compute(int place) {
    BitSet here = seen.get(place);
    BitSet expected = new BitSet();
    BitSet kinds = new BitSet();
    here.stream().skip(here.get(0) ? 1 : 0).forEach(bit -> kinds.set(kind(bit - 1)));
    BitSet characters = (BitSet) here.clone();
    characters.clear(0);
    for (BitSet other : seen) {
      if (other.intersects(characters)) {
        expected.or(other);
      } else {
        other.stream().filter(bit -> bit > 0 && kinds.get(kind(bit - 1))).forEach(expected::set);
      }
    }
    if (kinds.get(kind('0'))) {
      expected.set('0' + 1, '9' + 2);
    }
    expected.set(0, here.get(0));
    return expected.stream().map(bit -> bit - 1).toArray();
  }

  /// Digits, small and capital letters are kinds; other ASCII characters are each their own, as
  /// they mostly part words; beyond ASCII, scripts come in blocks of some hundred neighbours.
  private static int kind(int character) {
    if (character >= 0x80) {
      return 0x80 + (character >> 7);
    }
    if (character >= '0' && character <= '9') {
      return '0';
    }
    if (character >= 'a' && character <= 'z') {
      return 'a';
    }
    return character >= 'A' && character <= 'Z' ? 'A' : character;
  }
}
