package dev.sluice.store.tree;

import dev.sluice.cache.HashMemory.Recall;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.Prune;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Walks the part of a directory tree that lies in a key range, in key order. Blocks; a
/// [TreeCursor] runs it on the pool for files. Used by one thread at a time.
final class TreeWalk {

  private final DirectoryReader directories;
  private final FrameStack frames;
  private final WalkRange range;
  private final NameVisitor visitor;
  private final Recall recall;
  private boolean begun;

  /// All that the range holds was visited, or passed over.
  private boolean ended;

  /// Held while a batch is read, which may go on after its caller was interrupted and has closed.
  private final ReentrantLock reading = new ReentrantLock();

  private volatile boolean closed;

  TreeWalk(DirectoryTree tree, DirectoryReader directories, KeyRange range, Prune prune) {
    this.directories = directories;
    this.frames = new FrameStack(tree, directories);
    this.range = new WalkRange(range);
    this.recall = tree.hashes().recall(range);
    this.visitor = new NameVisitor(tree, directories, frames, this.range, prune, recall);
  }

  /// Reads on until `out` holds `wanted` things or the range has ended.
  ///
  /// @return whether there may be more
  /// @throws StoreException if the root cannot be read
  boolean read(Queue<Listed> out, int wanted) throws StoreException, InterruptedException {
    reading.lock();
    try {
      return readOn(out, wanted);
    } finally {
      reading.unlock();
      if (closed) {
        close();
      }
    }
  }

  /// Gives back what the walk holds; if a batch is still being read, at the end of that.
  void close() {
    closed = true;
    if (reading.tryLock()) {
      try {
        frames.leaveAll();
        recall.settle();
      } finally {
        reading.unlock();
      }
    }
  }

  private boolean readOn(Queue<Listed> out, int wanted)
      throws StoreException, InterruptedException {
    recall.settle(); // what was read before was taken
    if (!begun) {
      begun = true;
      visitor.begin(out);
    }
    while (out.size() < wanted && !frames.isEmpty()) {
      Frame frame = frames.innermost();
      if (frame.hasNext()) {
        visitor.visit(frame, frame.advance(), out);
      } else {
        frames.leave();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    if (frames.isEmpty() && !ended) {
      ended = true;
      recall.end(range.keys().upTo());
    }
    return !frames.isEmpty();
  }

  /// The part of the range that the walk is at, where the rest can be read without it. May be asked
  /// by others while a batch is read; a guess that costs nothing but time where it is wrong.
  ///
  /// @return null where there is no such rest, or nothing is known
  @Nullable KeyRange part() {
    KeyRange part = visitor.part();
    if (part == null) {
      return null;
    }
    Key low = part.after();
    Key high = part.upTo();
    boolean hasRest =
        (low != null && range.canSplitAt(low)) || (high != null && range.canSplitAt(high));
    return hasRest ? part : null;
  }

  /// Ends the walk at `end`; somebody else goes on from there.
  ///
  /// @param next the first key above it that was found already, null for none
  /// @param filesAbove how many files above it were
  void truncate(Key end, @Nullable Key next, int filesAbove) {
    recall.takeBack(filesAbove);
    int slash = end.value().indexOf('/');
    for (; slash >= 0; slash = end.value().indexOf('/', slash + 1)) {
      String prefix = end.value().substring(0, slash + 1);
      if ((next != null && next.value().startsWith(prefix)) || frames.holds(prefix)) {
        directories.part(prefix);
      }
    }
    if (range.canSplitAt(end)) {
      range.endAt(end);
    } else if (!range.isAfterLowerBound(end)) {
      frames.leaveAll(); // nothing was returned yet and nothing is left
      begun = true;
      ended = true;
    }
  }

  /// Passes over what lies below `key`, or over all if that is null.
  ///
  /// @return whether anything was passed over
  boolean seek(@Nullable Key key) {
    recall.passOver();
    if (key == null) {
      boolean anyLeft = namesLeft() > 0;
      frames.leaveAll();
      return anyLeft;
    }
    byte[] bound = range.beginAt(key);
    return bound != null && frames.passOver(bound);
  }

  /// How many names are left in the directories that the walk is in. How much lies in directories
  /// further down is not known yet.
  long namesLeft() {
    return frames.namesLeft(range.upTo());
  }

  /// Keys that part what is unread, found without a look at the disk: those of the topmost
  /// directory on the way that has enough left.
  List<Key> proposeSplits(int parts) {
    return frames.proposeSplits(range, parts);
  }
}
