package dev.sluice.store.s3.split;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which characters follow which: names in a tree repeat the same words, dates and endings, and
/// what follows `-t` in one place does so in others. Not thread-safe.
public final class Followers {

  /// Beyond so many contexts no new ones are learned.
  private static final int MOST_CONTEXTS = 20_000;

  /// So many times more branches than different characters must have been seen before the
  /// characters seen are taken for all there are.
  private static final int TIMES_SEEN = 3;

  /// What follows one context.
  private static final class Seen {
    int[] characters = new int[0];
    int branches;

    /// Whether what [Followers#of] says may have changed.
    boolean add(int character) {
      boolean wasWhole = isWhole();
      branches++;
      int before = characters.length;
      insert(character);
      return isWhole() ? !wasWhole || characters.length > before : wasWhole;
    }

    private void insert(int character) {
      int at = Arrays.binarySearch(characters, character);
      if (at < 0) {
        int[] more = new int[characters.length + 1];
        System.arraycopy(characters, 0, more, 0, -at - 1);
        more[-at - 1] = character;
        System.arraycopy(characters, -at - 1, more, -at, characters.length + at + 1);
        characters = more;
      }
    }

    boolean isWhole() {
      return branches >= TIMES_SEEN * characters.length;
    }
  }

  private final Map<Long, Seen> contexts = new HashMap<>();

  /// Takes note of a branch in the tree of keys that was not noted before.
  ///
  /// @param before the character before the last, `/` before a key's first
  /// @param last the character that `character` follows
  /// @return whether what [#of] says may have changed
  boolean learn(int before, int last, int character) {
    boolean second = add(two(before, last), character);
    boolean first = add(one(last), character);
    return first || second;
  }

  private boolean add(long context, int character) {
    Seen seen = contexts.get(context);
    if (seen == null) {
      if (contexts.size() >= MOST_CONTEXTS) {
        return false;
      }
      seen = new Seen();
      contexts.put(context, seen);
    }
    return seen.add(character);
  }

  /// What may follow, in ascending order.
  ///
  /// @return null where too little was seen to tell
  int @Nullable [] of(int before, int last) {
    Seen seen = contexts.get(two(before, last));
    if (seen == null || !seen.isWhole()) {
      seen = contexts.get(one(last));
    }
    return seen == null || !seen.isWhole() ? null : seen.characters;
  }

  private static long two(int before, int last) {
    return (1L << 42) | ((long) before << 21) | last;
  }

  private static long one(int last) {
    return last;
  }
}
