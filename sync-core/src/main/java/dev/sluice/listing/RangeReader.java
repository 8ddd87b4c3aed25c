package dev.sluice.listing;

import dev.sluice.model.KeyRange;
import dev.sluice.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one key range, of one store or of several side by side, in key order, and can give upper
/// parts of what is left away. Used by one thread.
///
/// @param <T> what is found
public interface RangeReader<T> extends AutoCloseable {

  /// What comes next.
  ///
  /// @return null at the end of the range
  /// @throws StoreException if it cannot be read on
  @Nullable T next() throws StoreException, InterruptedException;

  /// About how much is left: good for comparing the readers of one walk; asks nobody.
  double keysLeft();

  /// Gives up the upper parts of what is left, if somebody can say where to part it.
  ///
  /// @param most how many parts to give up at most
  /// @return the ranges given up, in ascending order; empty if none
  List<KeyRange> split(int most);

  /// What is left, as the part around which everything else can be read, and what lies below and
  /// above it. This reader is of no use afterwards.
  ///
  /// @param stuck what is not answered
  List<KeyRange> partsAround(KeyRange stuck);

  /// Frees what it holds. Never throws.
  @Override
  void close();
}
