package dev.sluice.diff;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cursor over a list, which splits at its middle.
final class ListCursor implements EntryCursor {

  private List<? extends Listed> left;

  ListCursor(List<? extends Listed> listed, KeyRange range) {
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

  @Override
  public Optional<Key> proposeSplit() {
    return left.size() < 2 ? Optional.empty() : Optional.of(left.get((left.size() - 1) / 2).key());
  }

  @Override
  public void truncate(Key upTo) {
    left = left.stream().filter(each -> each.key().compareTo(upTo) <= 0).toList();
  }

  @Override
  public void close() {}
}
