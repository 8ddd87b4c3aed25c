package dev.sluice.cli.command.care;

import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What is in a bucket that gets another name, or as much of it as is meant.
interface BucketContents {

  /// Whether what the other bucket has is the beginning of a copy.
  ///
  /// @return why not, as a line for the user; null if it is
  @Nullable String refusal() throws StoreException, InterruptedException;

  /// Copies what the other one lacks.
  RunEnd copy() throws StoreException, InterruptedException;

  /// Compares both in full.
  RunEnd verify() throws StoreException, InterruptedException;

  /// Removes from the old one what the other one is proven to have.
  RunEnd remove() throws UsageException, StoreException, InterruptedException;
}
