package dev.sluice.store.tree;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One directory on the way of a walk: its names in key order, which of them come next, and what
/// the next few hundred are.
///
/// Used by one thread at a time.
final class Frame {

  /// How many names are looked at together. Looking ahead tells a split which of them are
  /// directories; every answer is used later, so it costs nothing.
  private static final int LOOK_AHEAD = 512;

  /// From so many names on, one directory is worth reading by two cursors.
  private static final int MANY_NAMES = 1000;

  private static final char BEHIND_SLASH = '/' + 1;

  private final DirectoryTree tree;
  private final String prefix;
  private final byte[] prefixBytes;
  private final DirectoryReader.Directory directory;
  private final NameTable names;

  /// The directory, open from being read until names are looked at for the first time.
  private @Nullable TreeDirectory open;

  private int next;
  private @Nullable FileStatus[] ahead = new FileStatus[0];
  private int aheadFrom;

  /// The name that is being looked at; -1 while none is.
  private final AtomicInteger looking = new AtomicInteger(-1);

  /// @param prefix the directory's key with the final slash; empty for the root
  /// @param reading what is in it
  /// @param after where the walk begins: names that can hold nothing above are passed over
  Frame(
      DirectoryTree tree, String prefix, DirectoryReader.Reading reading, byte @Nullable [] after) {
    this.tree = tree;
    this.prefix = prefix;
    this.prefixBytes = prefix.getBytes(StandardCharsets.UTF_8);
    this.directory = reading.directory();
    this.open = reading.open();
    this.names = directory.names();
    this.next = after == null ? 0 : countNotAbove(after);
  }

  /// The directory's path from the root.
  String path() {
    return pathOf(prefix);
  }

  /// The path from the root of the directory with this key and a final slash.
  static String pathOf(String prefix) {
    return prefix.isEmpty() ? DirectoryTree.ROOT : prefix.substring(0, prefix.length() - 1);
  }

  String prefix() {
    return prefix;
  }

  @Nullable Object identity() {
    return directory.identity();
  }

  /// Whether the path still leads to a directory where this one was, after a name of it was not
  /// found.
  boolean isStillThere() {
    try {
      if (prefix.isEmpty()) { // it is held, and so is there whatever its path leads to
        return Objects.equals(tree.identityNow(DirectoryTree.ROOT), directory.identity());
      }
      return tree.areOnOneFileSystem(tree.identityNow(path()), directory.identity());
    } catch (IOException e) {
      return false; // gone, or not to be known
    }
  }

  /// Gives back what was read of the directory.
  void release(DirectoryReader reader) {
    closeOpen();
    reader.release(path(), directory);
  }

  private void closeOpen() {
    TreeDirectory still = open;
    open = null;
    if (still != null) {
      still.close();
    }
  }

  boolean hasNext() {
    return next < names.size();
  }

  /// Moves on to the next name; its index.
  int advance() {
    return next++;
  }

  String name(int index) {
    return names.name(index);
  }

  byte hint(int index) {
    return names.hint(index);
  }

  /// The names around the one at `index`, or around the one that is being looked at instead: below
  /// the lower bound lie those before it, above the upper one those behind it. May be asked by
  /// others.
  ///
  /// @return unbounded where there are none
  KeyRange around(int index) {
    int lookedAt = looking.get();
    int at = lookedAt < 0 ? index : lookedAt;
    Key low = names.hint(at) == NameTable.UNREADABLE ? null : boundaryBefore(at).justBelow();
    Key high = at + 1 < names.size() ? below(at + 1, names.name(at)) : behindAll();
    boolean isProper = low == null || high == null || low.compareTo(high) < 0;
    return isProper ? new KeyRange(low, high) : KeyRange.all();
  }

  /// A key below the name at `index` that is above all that the one before it may hold, and not
  /// within it.
  private @Nullable Key below(int index, String before) {
    if (names.hint(index) == NameTable.UNREADABLE) {
      return null;
    }
    Key boundary = boundaryBefore(index);
    Key below = boundary.justBelow();
    // Of all names one alone stands so close that nothing is between: then, if it is a file, it is
    // on the lower side too.
    return below == null || below.value().startsWith(prefix + before + "/") ? boundary : below;
  }

  private @Nullable Key behindAll() {
    return prefix.isEmpty()
        ? null
        : Key.of(prefix.substring(0, prefix.length() - 1) + BEHIND_SLASH).justBelow();
  }

  /// Whether it is known what the name at `index` is.
  boolean isLookedAt(int index) {
    return index < aheadFrom + ahead.length;
  }

  /// What the name at `index` is, looked up together with those after it.
  ///
  /// @param upTo where the walk ends, beyond which nothing is looked at
  FileStatus status(int index, byte @Nullable [] upTo) {
    if (!isLookedAt(index)) {
      ahead = new FileStatus[Math.clamp(end(upTo) - index, 1, LOOK_AHEAD)];
      aheadFrom = index;
      lookAhead();
    }
    FileStatus status = ahead[index - aheadFrom];
    if (status == null) {
      throw new IllegalStateException("no status of " + prefix + names.name(index));
    }
    return status;
  }

  private void lookAhead() {
    try (TreeDirectory here = openAgain()) {
      open = null;
      for (int i = 0; i < ahead.length; i++) {
        looking.lazySet(aheadFrom + i);
        if (names.hint(aheadFrom + i) != NameTable.UNREADABLE) {
          ahead[i] = here.status(names.name(aheadFrom + i));
        }
      }
    } catch (NoSuchFileException e) {
      Arrays.fill(ahead, FileStatus.GONE);
    } catch (IOException e) {
      Arrays.fill(ahead, new FileStatus.Unknown(e));
    } finally {
      looking.lazySet(-1);
    }
  }

  /// The directory that was read, and no other that has taken its place.
  private TreeDirectory openAgain() throws IOException {
    if (open != null) {
      return open;
    }
    TreeDirectory again = tree.open(path(), directory.identity());
    if (Objects.equals(again.identity(), directory.identity())) {
      return again;
    }
    again.close();
    throw new IOException("its directory was replaced by another while it was listed");
  }

  /// Passes over names that can hold nothing above `bound`.
  ///
  /// @return whether there were any
  boolean passOver(byte[] bound) {
    int before = next;
    next = Math.max(next, countNotAbove(bound));
    return next > before;
  }

  /// How many names come next.
  ///
  /// @param upTo where the walk ends
  int namesLeft(byte @Nullable [] upTo) {
    return Math.max(0, end(upTo) - next);
  }

  /// Keys between equal parts of what is left here, if there is enough of it.
  ///
  /// @param upTo where the walk ends
  List<Key> proposeSplits(byte @Nullable [] upTo, int parts) {
    int left = namesLeft(upTo);
    List<Key> keys = new ArrayList<>();
    if (left >= MANY_NAMES) {
      int most = Math.min(parts, left / (MANY_NAMES / 2));
      for (int i = 1; i < most; i++) {
        keys.add(boundaryBefore(next + (int) ((long) left * i / most)));
      }
      return keys;
    }
    int[] directories = new int[left];
    int count = 0;
    for (int i = next; i < next + left && i < aheadFrom + ahead.length; i++) {
      if (ahead[i - aheadFrom] instanceof FileStatus.Directory) {
        directories[count++] = i;
      }
    }
    int most = Math.min(parts, count);
    for (int i = 1; i < most; i++) {
      keys.add(boundaryBefore(directories[(int) ((long) count * i / most)]));
    }
    return keys;
  }

  /// A key below everything in the directory at `index` and not below anything that stands before
  /// it. A file of that name would be on its lower side, which does no harm.
  private Key boundaryBefore(int index) {
    boolean slash = names.hint(index) == NameTable.DIRECTORY;
    return Key.of(prefix + names.name(index) + (slash ? "/" : ""));
  }

  private int countNotAbove(byte[] after) {
    if (startsWithPrefix(after)) {
      return names.countNotAbove(after, prefixBytes.length);
    }
    return Arrays.compareUnsigned(after, prefixBytes) < 0 ? 0 : names.size();
  }

  private int end(byte @Nullable [] upTo) {
    if (upTo == null) {
      return names.size();
    }
    if (startsWithPrefix(upTo)) {
      return names.countReaching(upTo, prefixBytes.length);
    }
    return Arrays.compareUnsigned(upTo, prefixBytes) < 0 ? 0 : names.size();
  }

  private boolean startsWithPrefix(byte[] key) {
    int length = prefixBytes.length;
    return key.length >= length && Arrays.equals(key, 0, length, prefixBytes, 0, length);
  }
}
