package dev.sluice.store.local;

import dev.sluice.model.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
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

  private final Path path;
  private final String prefix;
  private final byte[] prefixBytes;
  private final DirectoryReader.Directory directory;
  private final NameTable names;
  private int next;
  private @Nullable FileStatus[] ahead = new FileStatus[0];
  private int aheadFrom;

  /// @param path the directory
  /// @param prefix its key with the final slash; empty for the root
  /// @param directory what is in it
  /// @param after where the walk begins: names that can hold nothing above are passed over
  Frame(Path path, String prefix, DirectoryReader.Directory directory, byte @Nullable [] after) {
    this.path = path;
    this.prefix = prefix;
    this.prefixBytes = prefix.getBytes(StandardCharsets.UTF_8);
    this.directory = directory;
    this.names = directory.names();
    this.next = after == null ? 0 : countNotAbove(after);
  }

  Path path() {
    return path;
  }

  String prefix() {
    return prefix;
  }

  @Nullable Object identity() {
    return directory.identity();
  }

  /// Gives back what was read of the directory.
  void release(DirectoryReader reader) {
    reader.release(path, directory);
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

  /// What the name at `index` is, looked up together with those after it.
  ///
  /// @param upTo where the walk ends, beyond which nothing is looked at
  FileStatus status(int index, byte @Nullable [] upTo, boolean followSymlinks) {
    if (index >= aheadFrom + ahead.length) {
      ahead = new FileStatus[Math.clamp(end(upTo) - index, 1, LOOK_AHEAD)];
      aheadFrom = index;
      for (int i = 0; i < ahead.length; i++) {
        if (names.hint(index + i) != NameTable.UNREADABLE) {
          ahead[i] = FileStatus.of(path.resolve(names.name(index + i)), followSymlinks);
        }
      }
    }
    FileStatus status = ahead[index - aheadFrom];
    if (status == null) {
      throw new IllegalStateException("no status of " + prefix + names.name(index));
    }
    return status;
  }

  /// A key between two halves of what is left here, if there is enough of it.
  ///
  /// @param upTo where the walk ends
  Optional<Key> proposeSplit(byte @Nullable [] upTo) {
    int end = end(upTo);
    if (end - next >= MANY_NAMES) {
      return Optional.of(boundaryBefore((next + end) >>> 1));
    }
    int[] directories = new int[Math.max(0, end - next)];
    int count = 0;
    for (int i = next; i < end && i < aheadFrom + ahead.length; i++) {
      if (ahead[i - aheadFrom] instanceof FileStatus.Directory) {
        directories[count++] = i;
      }
    }
    return count < 2 ? Optional.empty() : Optional.of(boundaryBefore(directories[count / 2]));
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
