package dev.sluice.store.tree;

import dev.sluice.model.Key;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The directories that a walk is in, the root first. Used by one thread at a time.
final class FrameStack {

  private final DirectoryTree tree;
  private final DirectoryReader directories;
  private final Deque<Frame> frames = new ArrayDeque<>();

  FrameStack(DirectoryTree tree, DirectoryReader directories) {
    this.tree = tree;
    this.directories = directories;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /// The innermost one.
  Frame innermost() {
    return frames.getLast();
  }

  /// Whether the walk is in the directory with this key and a final slash.
  boolean holds(String prefix) {
    return frames.stream().anyMatch(frame -> frame.prefix().equals(prefix));
  }

  /// Reads a directory and goes into it.
  ///
  /// @param prefix its key with the final slash; empty for the root
  /// @param listed its identity as it was listed; null where not known
  /// @param goesOn whether the walk began inside of it
  /// @param after where the range begins: names that can hold nothing above are passed over
  void enter(String prefix, @Nullable Object listed, boolean goesOn, byte @Nullable [] after)
      throws IOException {
    DirectoryReader.Reading reading = directories.read(Frame.pathOf(prefix), listed, goesOn);
    frames.addLast(new Frame(tree, prefix, reading, after));
  }

  void leave() {
    frames.removeLast().release(directories);
  }

  void leaveAll() {
    while (!frames.isEmpty()) {
      leave();
    }
  }

  /// Whether the innermost directory is one of those above it, reached by a link.
  boolean isCircle() {
    Iterator<Frame> upwards = frames.descendingIterator();
    Object identity = upwards.next().identity();
    while (identity != null && upwards.hasNext()) {
      if (Objects.equals(upwards.next().identity(), identity)) {
        return true;
      }
    }
    return false;
  }

  /// Passes over names that can hold nothing above `bound`.
  ///
  /// @return whether there were any
  boolean passOver(byte[] bound) {
    boolean passed = false;
    for (Frame frame : frames) {
      passed |= frame.passOver(bound);
    }
    return passed;
  }

  /// How many names come next in all of them.
  ///
  /// @param upTo where the range ends
  long namesLeft(byte @Nullable [] upTo) {
    long sum = 0;
    for (Frame frame : frames) {
      sum += frame.namesLeft(upTo);
    }
    return sum;
  }

  /// Keys that part what is unread: those of the outermost directory that has enough left.
  List<Key> proposeSplits(WalkRange range, int parts) {
    for (Frame frame : frames) {
      List<Key> keys =
          frame.proposeSplits(range.upTo(), parts).stream().filter(range::canSplitAt).toList();
      if (!keys.isEmpty()) {
        return keys;
      }
    }
    return List.of();
  }
}
