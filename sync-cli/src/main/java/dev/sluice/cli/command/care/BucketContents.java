package dev.sluice.cli.command.care;

import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What is in a bucket that gets another name, or as much of it as is meant.
interface BucketContents {

  /// What the other bucket was found to have.
  ///
  /// @param refusal why it is not the beginning of a copy, as a line for the user; null if it is
  /// @param hasMore whether it has anything that the old one does not have: it is a copy from which
  ///   the old one is being removed, or another bucket altogether
  record Found(@Nullable String refusal, boolean hasMore) {}

  /// Looks at what the other bucket has.
  Found look() throws StoreException, InterruptedException;

  /// Copies what the other one lacks.
  RunEnd copy() throws StoreException, InterruptedException;

  /// Compares both in full.
  RunEnd verify() throws StoreException, InterruptedException;

  /// Removes from the old one what the other one is proven to have.
  RunEnd remove() throws UsageException, StoreException, InterruptedException;
}
