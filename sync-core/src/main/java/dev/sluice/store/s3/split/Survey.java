package dev.sluice.store.s3.split;

import dev.sluice.model.Key;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What all cursors of one store have seen together, and what that lets expect of the rest: where
/// it may be parted, and how much of it there is. Thread-safe.
///
/// It makes no requests. A key it proposes is a guess; whoever takes the part above it finds out
/// with its first page, which it needs anyway, and a part that turns out empty tells the next guess
/// that nothing is there. All it says is advice: were it wrong each time, listings would still give
/// every key once.
public final class Survey {

  private static final int PAGE_KEYS = 1000;

  /// A part with fewer keys than this was not worth a worker's while.
  private static final int POOR = PAGE_KEYS / 4;

  /// How many poor parts there may be at first, and for how many pages one more.
  private static final int POOR_AT_FIRST = 24;

  private static final int PAGES_FOR_A_POOR = 25;

  /// How many keys of a page are looked at for their characters.
  private static final int SAMPLES = 200;

  /// From so many on, what ended stretches told is forgotten.
  private static final int MOST_STRETCHES = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final KeyModel model = new KeyModel();
  private final TreeMap<String, Stretch> stretches = new TreeMap<>(Key::compare);
  private long pages;
  private long poor;

  /// A cursor begins.
  ///
  /// @param after where, exclusive; empty for the first key
  public Stretch begin(String after) {
    lock.lock();
    try {
      if (stretches.size() >= MOST_STRETCHES) {
        stretches.values().removeIf(Stretch::isOver);
      }
      Stretch stretch = new Stretch(after);
      stretches.put(after, stretch);
      return stretch;
    } finally {
      lock.unlock();
    }
  }

  /// A cursor has got a page with at least one key.
  public void read(Stretch stretch, List<String> keys) {
    lock.lock();
    try {
      long before = stretch.keys();
      String neighbour = before > 0 ? stretch.last().key() : nearest(stretch, keys);
      stretch.read(keys.getFirst(), keys.getLast(), keys.size());
      pages++;
      // A long stretch has less and less to teach.
      if (Long.bitCount(before / PAGE_KEYS) <= 1) {
        int step = Math.max(1, keys.size() / SAMPLES);
        for (int i = 0; i < keys.size(); i += step) {
          model.learn(keys.get(i), neighbour);
          neighbour = keys.get(i);
        }
      }
      model.learn(keys.getLast(), neighbour);
    } finally {
      lock.unlock();
    }
  }

  /// Of the keys that others have seen, the one that has most in common with the first here.
  private String nearest(Stretch stretch, List<String> keys) {
    String first = keys.getFirst();
    String nearest = "";
    for (Map.Entry<String, Stretch> other : neighbours(stretch.after().key())) {
      Stretch there = other.getValue();
      if (there.keys() > 0) {
        for (String key : List.of(there.first().key(), there.last().key())) {
          if (KeyModel.commonLength(first, key) > KeyModel.commonLength(first, nearest)) {
            nearest = key;
          }
        }
      }
    }
    return nearest;
  }

  private List<Map.Entry<String, Stretch>> neighbours(String after) {
    List<Map.Entry<String, Stretch>> found = new ArrayList<>();
    Map.Entry<String, Stretch> below = stretches.lowerEntry(after);
    while (below != null && below.getValue().keys() == 0) {
      below = stretches.lowerEntry(below.getKey());
    }
    Map.Entry<String, Stretch> above = stretches.higherEntry(after);
    while (above != null && above.getValue().keys() == 0) {
      above = stretches.higherEntry(above.getKey());
    }
    if (below != null) {
      found.add(below);
    }
    if (above != null) {
      found.add(above);
    }
    return found;
  }

  /// A cursor has come to the end of its range.
  public void end(Stretch stretch) {
    lock.lock();
    try {
      stretch.end();
      poor += stretch.keys() < POOR ? 1 : 0;
    } finally {
      lock.unlock();
    }
  }

  /// A cursor gives up the rest of its range, or passes over some of it.
  public void leave(Stretch stretch) {
    lock.lock();
    try {
      stretch.leave();
    } finally {
      lock.unlock();
    }
  }

  /// How many keys are thought to lie in `(last, upTo]`.
  ///
  /// @param last the last key that `stretch` has read
  /// @param upTo null where there is no upper end
  public double keysLeft(Stretch stretch, String last, @Nullable String upTo) {
    lock.lock();
    try {
      Density density = density(stretch, last, upTo);
      return density == null ? 0 : density.keys();
    } finally {
      lock.unlock();
    }
  }

  /// Keys that part `(last, upTo]` into parts with about as many keys each, in ascending order.
  ///
  /// @param last the last key that `stretch` has read
  /// @param upTo null where there is no upper end
  /// @param most how many parts at most
  public List<String> part(Stretch stretch, String last, @Nullable String upTo, int most) {
    lock.lock();
    try {
      Density density = density(stretch, last, upTo);
      if (density == null || poor > POOR_AT_FIRST + pages / PAGES_FOR_A_POOR) {
        return List.of();
      }
      BigInteger begin = model.position(last);
      int parts = (int) Math.min(most, density.keys() / PAGE_KEYS);
      List<String> found = new ArrayList<>();
      String low = last;
      for (int i = 1; i < parts; i++) {
        BigInteger distance = density.distanceOf((double) i / parts);
        BigInteger tolerance = distance.min(density.width().subtract(distance)).shiftRight(5);
        String key = model.key(begin.add(distance), tolerance);
        if (Key.compare(low, key) < 0 && (upTo == null || Key.compare(key, upTo) < 0)) {
          found.add(key);
          low = key;
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Density density(Stretch stretch, String last, @Nullable String upTo) {
    BigInteger begin = model.position(last);
    BigInteger end = upTo == null ? model.size() : model.position(upTo);
    Density.Run below = stretch.lastRun(model);
    if (below == null || end.compareTo(begin) <= 0) {
      return null;
    }
    return new Density(
        end.subtract(begin),
        extendedBelow(stretch, begin, below),
        upTo == null ? null : above(upTo));
  }

  /// As far down as others have found it about as dense.
  private Density.Run extendedBelow(Stretch stretch, BigInteger end, Density.Run run) {
    Density.Run extended = run;
    BigInteger begin = stretch.after().position(model);
    BigInteger known = run.extent().max(end.subtract(begin));
    double keys = stretch.keys();
    for (Stretch other : stretches.headMap(stretch.after().key(), false).descendingMap().values()) {
      if (!other.isKnown()) {
        continue;
      }
      BigInteger from = other.after().position(model);
      known = known.add((other.hasEnded() ? begin : other.last().position(model)).subtract(from));
      keys += other.keys();
      begin = from;
      if (keys == 0 || !new Density.Run(known.max(BigInteger.ONE), keys).isLike(run)) {
        break;
      }
      extended = extended.extendedTo(end.subtract(from));
    }
    return extended;
  }

  private Density.@Nullable Run above(String upTo) {
    Stretch next = stretches.get(upTo);
    if (next == null || !next.isKnown()) {
      return null;
    }
    Density.Run run = next.firstRun(model);
    if (run == null) {
      return new Density.Run(BigInteger.ONE, 0);
    }
    Density.Run extended = run;
    BigInteger begin = model.position(upTo);
    BigInteger known = BigInteger.ZERO;
    double keys = 0;
    Stretch before = null;
    for (Stretch other : stretches.tailMap(upTo, true).values()) {
      if (!other.isKnown()) {
        continue;
      }
      BigInteger from = other.after().position(model);
      if (before != null) {
        known =
            known.add(
                (before.hasEnded() ? from : before.last().position(model))
                    .subtract(before.after().position(model)));
        keys += before.keys();
        if (keys == 0 || !new Density.Run(known.max(BigInteger.ONE), keys).isLike(run)) {
          break;
        }
        extended = extended.extendedTo(from.subtract(begin));
      }
      before = other;
    }
    return extended;
  }
}
