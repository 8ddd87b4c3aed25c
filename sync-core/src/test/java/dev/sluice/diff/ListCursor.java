package dev.sluice.diff;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cursor over a list, which splits at its middle.
public class ListCursor implements EntryCursor {

  private final boolean leaps;
  private List<? extends Listed> left;

  /// @param listed in key order; what lies outside of `range` is left out
  public ListCursor(List<? extends Listed> listed, KeyRange range) {
    this(listed, range, false);
  }

  /// @param leaps whether a seek leaves anything out
  ListCursor(List<? extends Listed> listed, KeyRange range, boolean leaps) {
    this.leaps = leaps;
    this.left = listed.stream().filter(each -> range.contains(each.key())).toList();
  }

  @Override
  public @Nullable Listed next() {
    if (left.isEmpty()) {
      return null;
    }
    Listed first = left.getFirst();
    left = left.subList(1, left.size());
    return first;
  }

  /// Leaves out all it may, or as little.
  @Override
  public boolean seek(@Nullable Key key) {
    int before = left.size();
    if (leaps) {
      left = left.stream().filter(each -> key != null && isNeeded(each, key)).toList();
    }
    return left.size() < before;
  }

  private static boolean isNeeded(Listed listed, Key from) {
    return listed.key().compareTo(from) >= 0
        || (listed instanceof Unlisted part && part.hides(from));
  }

  @Override
  public double keysLeft() {
    return left.size();
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    List<Key> keys = new ArrayList<>();
    for (int i = 1; i < parts && left.size() >= parts; i++) {
      keys.add(left.get(left.size() * i / parts - 1).key());
    }
    return keys;
  }

  @Override
  public void truncate(Key upTo) {
    left = left.stream().filter(each -> each.key().compareTo(upTo) <= 0).toList();
  }

  @Override
  public void close() {}
}
