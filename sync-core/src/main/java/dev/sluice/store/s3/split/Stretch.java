package dev.sluice.store.s3.split;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one cursor has read of its range so far: where its pages began and ended, and how many keys
/// lay between. Not thread-safe; [Survey] guards it.
public final class Stretch {

  private static final int MOST_MARKS = 20;

  /// Where the range begins, exclusive; empty for the first key.
  private final Mark after;

  private final List<Mark> marks = new ArrayList<>();
  private long keys;
  private boolean ended;
  private boolean left;

  public Stretch(String after) {
    this.after = new Mark(after, 0);
  }

  /// Takes note of a page.
  void read(String first, String last, int count) {
    if (marks.isEmpty()) {
      marks.add(new Mark(first, 0));
    }
    keys += count;
    marks.add(new Mark(last, keys));
    if (marks.size() > MOST_MARKS) { // keep every second of the older ones
      for (int i = marks.size() - 3; i > 0; i -= 2) {
        marks.remove(i);
      }
    }
  }

  void end() {
    ended = true;
  }

  Mark after() {
    return after;
  }

  long keys() {
    return keys;
  }

  /// The rest of the range is left unread by this cursor.
  void leave() {
    left = true;
  }

  /// Whether the range was read to its end.
  boolean hasEnded() {
    return ended;
  }

  /// Whether nothing more is read.
  boolean isOver() {
    return ended || left;
  }

  /// Whether anything is known of it: a key, or that there is none.
  boolean isKnown() {
    return ended || keys > 0;
  }

  /// The first key read.
  Mark first() {
    return marks.getFirst();
  }

  /// The last key read.
  Mark last() {
    return marks.getLast();
  }

  /// The last pages, as far back as they are about as dense as the very last.
  ///
  /// @return null where no key was read
  Density.@Nullable Run lastRun(KeyModel model) {
    if (marks.isEmpty()) {
      return null;
    }
    BigInteger end = marks.getLast().position(model);
    Density.Run longest = null;
    for (Mark mark : marks.subList(0, marks.size() - 1).reversed()) {
      Density.Run run = run(end.subtract(mark.position(model)), keys - mark.upTo());
      if (longest != null && !longest.isLike(run)) {
        break;
      }
      longest = run;
    }
    return longest;
  }

  /// The first pages, as far as they are about as dense as the very first, from the range's begin:
  /// a gap before the first key belongs to it.
  ///
  /// @return null where no key was read
  Density.@Nullable Run firstRun(KeyModel model) {
    BigInteger begin = after.position(model);
    Density.Run longest = null;
    for (Mark mark : marks.subList(Math.min(1, marks.size()), marks.size())) {
      Density.Run run = run(mark.position(model).subtract(begin), mark.upTo());
      if (longest != null && !longest.isLike(run)) {
        break;
      }
      longest = run;
    }
    return longest;
  }

  private static Density.Run run(BigInteger extent, long keys) {
    return new Density.Run(extent.max(BigInteger.ONE), keys);
  }
}
