package dev.sluice.store.tree;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Time;
import dev.sluice.model.KeyRange;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import java.nio.file.Path;
import java.time.Duration;

/// Lists a tree of directories in key order, with cursors that share what they read of large
/// directories. Thread-safe.
public final class TreeListing {

  /// What stands still from one look to the next hangs, or is so slow that others do well to read
  /// on meanwhile.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final DirectoryTree tree;
  private final DirectoryReader directories;
  private final BlockingIo io;

  /// @param temporaryFolder where the names of directories are kept that do not fit into memory
  /// @param io runs the calls to the tree
  public TreeListing(DirectoryTree tree, Time time, Path temporaryFolder, BlockingIo io) {
    this.tree = tree;
    this.directories = new DirectoryReader(tree, time, temporaryFolder);
    this.io = io;
  }

  /// A cursor on a range. Does not block.
  public EntryCursor list(KeyRange range, Prune prune) {
    return list(range, prune, BETWEEN_LOOKS);
  }

  /// The same.
  ///
  /// @param betweenLooks from one look to the next, whether the walk goes on
  public EntryCursor list(KeyRange range, Prune prune, Duration betweenLooks) {
    return new TreeCursor(new TreeWalk(tree, directories, range, prune), io, betweenLooks);
  }
}
