package dev.sluice.listing;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counts what a reader gives, by prefixes. Keys come in their order, so all of a prefix comes
/// together and is told the sums at once.
///
/// @param <T> what is listed
final class CountingReader<T> implements RangeReader<T> {

  private final RangeReader<T> inner;
  private final PrefixSums sums;
  private final Function<T, Key> key;
  private final BiConsumer<Tally, T> counting;
  private final Tally tally = new Tally();
  private @Nullable String prefix;

  /// @param inner which this one closes
  CountingReader(
      RangeReader<T> inner, PrefixSums sums, Function<T, Key> key, BiConsumer<Tally, T> counting) {
    this.inner = inner;
    this.sums = sums;
    this.key = key;
    this.counting = counting;
  }

  @Override
  public @Nullable T next() throws StoreException, InterruptedException {
    T next = inner.next();
    if (next != null) {
      String name = key.apply(next).value();
      int depth = sums.depth();
      if (!isNext(name, depth)) {
        tell();
        prefix = PrefixSums.prefix(name, depth);
      }
      counting.accept(tally, next);
    }
    return next;
  }

  /// Whether a key lies under the same prefix as the one before it.
  private boolean isNext(String name, int depth) {
    return prefix != null
        && name.startsWith(prefix)
        && PrefixSums.prefixLength(name, depth) == prefix.length();
  }

  private void tell() {
    if (prefix != null) {
      sums.add(prefix, tally.take());
    }
  }

  @Override
  public double keysLeft() {
    return inner.keysLeft();
  }

  @Override
  public List<KeyRange> split(int most) {
    return inner.split(most);
  }

  @Override
  public List<KeyRange> partsAround(KeyRange stuck) {
    return inner.partsAround(stuck);
  }

  @Override
  public void close() {
    tell();
    prefix = null;
    inner.close();
  }
}
