package dev.sluice.store.s3.sums;

import dev.sluice.flow.BlockingIo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A content on its way, piece by piece, held against what a service claims of it. Thread-safe.
public sealed interface Passage permits CrcPassage, DigestPassage {

  /// What the content came to, for each length that its parts may have had.
  ///
  /// @param texts the sums, likeliest first, in the form of the claim's value
  record Sums(List<String> texts) {}

  /// Whether pieces may come in any order, and more than once, of which the last counts. Where they
  /// may not, [#passed] waits for those that lie before.
  boolean isFree();

  /// A piece has passed.
  ///
  /// @param cpu where long ones are summed up
  void passed(long offset, byte[] bytes, int at, int length, BlockingIo cpu)
      throws InterruptedException;

  /// A piece will never come: nobody is to wait for it.
  void giveUp();

  /// The sums of all that passed.
  ///
  /// @return null where not all of it did
  @Nullable Sums sums();
}
