package dev.sluice.store.local;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The directory that a store is rooted at: gives keys their paths, refuses those that cannot be
/// files in it, and words what goes wrong. Immutable.
final class LocalRoot {

  /// What `NAME_MAX` is on Linux and macOS.
  private static final int MAX_SEGMENT_BYTES = 255;

  /// `PATH_MAX` on Linux, less the NUL. macOS has less and says so itself.
  private static final int MAX_PATH_BYTES = 4095;

  /// From this age on a temporary file of nobody known is taken for left behind.
  static final Duration STALE = Duration.ofDays(1);

  /// More than a run leaves; should there be more still, the next run finds them.
  private static final int MOST_LEFTOVERS = 10_000;

  private final Path path;
  private final LocalOptions options;
  private final boolean tellsChangeTime;
  private final ConcurrentLinkedQueue<Path> leftovers = new ConcurrentLinkedQueue<>();
  private final LongAdder removedTemporaries = new LongAdder();
  private final Unremoved unremoved;

  LocalRoot(Path path, LocalOptions options) {
    this.path = absolute(path);
    this.options = options;
    this.unremoved = new Unremoved(this.path);
    this.tellsChangeTime = path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /// Absolute, and tidied where that cannot change its meaning: `link/..` is not where `link` is.
  private static Path absolute(Path path) {
    Path absolute = path.toAbsolutePath();
    for (Path name : absolute) {
      if (name.toString().equals("..")) {
        return absolute;
      }
    }
    return absolute.normalize();
  }

  Path path() {
    return path;
  }

  boolean followSymlinks() {
    return options.followSymlinks();
  }

  Instant now() {
    return options.time().now();
  }

  boolean mayBeAbsent() {
    return options.createRoot();
  }

  /// How to look at a file that is read.
  LinkOption[] links() {
    return options.followSymlinks()
        ? new LinkOption[0]
        : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
  }

  String describe(@Nullable Key key) {
    String base = path.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return base + slash + (key == null ? "" : key.value());
  }

  /// The path of the file under `key`, which lies in the root by its text; symbolic links are
  /// another matter, see [ParentDirectories].
  ///
  /// @param operation what is to be done with it, for the message: `write`
  /// @throws StoreException of kind `REFUSED` if no file can have this key
  Path resolve(Key key, String operation) throws StoreException {
    String text = describe(key);
    String refusal = refusal(key.value(), text);
    if (refusal == null) {
      try {
        Path resolved = path.getFileSystem().getPath(text);
        if (resolved.toString().equals(text)) {
          return resolved;
        }
        refusal = "no file can have this name";
      } catch (InvalidPathException e) {
        refusal = "no file can have this name (" + e.getReason() + ")";
      }
    }
    throw new StoreException(Kind.REFUSED, operation + " " + text + ": refused, " + refusal);
  }

  private static @Nullable String refusal(String key, String wholePath) {
    if (key.startsWith("/")) {
      return "the key is absolute";
    }
    if (key.endsWith("/")) {
      return "the key ends in a slash, as only a directory's may";
    }
    if (key.indexOf('\0') >= 0) {
      return "the key holds a NUL";
    }
    int from = 0;
    int end;
    do {
      end = key.indexOf('/', from);
      String reason = segmentRefusal(end < 0 ? key.substring(from) : key.substring(from, end));
      if (reason != null) {
        return reason;
      }
      from = end + 1;
    } while (end >= 0);
    return isLongerThan(MAX_PATH_BYTES, wholePath)
        ? "the path is longer than " + MAX_PATH_BYTES + " bytes"
        : null;
  }

  private static @Nullable String segmentRefusal(String segment) {
    if (segment.isEmpty()) {
      return "the key has an empty segment";
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "the key has the segment '" + segment + "'";
    }
    if (isLongerThan(MAX_SEGMENT_BYTES, segment)) {
      return "a segment of the key is longer than " + MAX_SEGMENT_BYTES + " bytes";
    }
    return Temporaries.isTemporary(segment)
        ? "the name is kept for this program's temporary files"
        : null;
  }

  /// Looks at the bytes only where a text is long enough to matter: no `char` takes more than
  /// three.
  private static boolean isLongerThan(int maxBytes, String text) {
    return text.length() > maxBytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }

  /// What to say of a root that cannot be listed.
  StoreException unreadable(IOException e) {
    String list = "list " + describe(null);
    return switch (e) {
      case NoSuchFileException _ ->
          new StoreException(Kind.NO_ROOT, list + ": no such directory", e);
      case NotDirectoryException _ ->
          new StoreException(Kind.OTHER, list + ": it is not a directory", e);
      default -> LocalErrors.of(list, e);
    };
  }

  /// A name for a file that is being written.
  String newTemporaryName() {
    return Temporaries.newName(options.mark().name());
  }

  /// Takes note of a temporary file that a listing has met, if a killed run left it and this store
  /// may remove such: it is not the listing that does, for a dry run lists too.
  void noteIfLeftover(Path temporary) {
    if (options.removeStaleTemporaries()
        && leftovers.size() < MOST_LEFTOVERS
        && isLeftover(temporary, STALE)) {
      leftovers.add(temporary);
    }
  }

  /// Removes those that were noted.
  void removeLeftovers() {
    Path next;
    while ((next = leftovers.poll()) != null) {
      remove(next);
    }
  }

  /// Whether a temporary file is nobody's any more: its run was killed on this machine, or nobody
  /// knows of its run and it is older than `unknownAfter`. The time of its last change of any kind
  /// tells its age: the modification time of a file about to be renamed is the source's.
  boolean isLeftover(Path temporary, Duration unknownAfter) {
    String mark = Temporaries.mark(String.valueOf(temporary.getFileName()));
    return switch (options.mark().owner(mark)) {
      case LIVING -> false;
      case DEAD -> true;
      case UNKNOWN -> isOlderThan(unknownAfter, temporary);
    };
  }

  private boolean isOlderThan(Duration age, Path temporary) {
    try {
      return tellsChangeTime
          && Files.getAttribute(temporary, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
              instanceof FileTime changed
          && changed.toInstant().isBefore(options.time().now().minus(age));
    } catch (IOException e) {
      return false; // it has gone, or harms nobody where it is
    }
  }

  /// Removes a temporary file.
  ///
  /// @return whether it was there and is not any more
  boolean remove(Path temporary) {
    try {
      boolean removed = Files.deleteIfExists(temporary);
      if (removed) {
        removedTemporaries.increment();
      }
      return removed;
    } catch (IOException e) {
      unremoved.made();
      unremoved.add(temporary, e); // the next run tries again
      return false;
    }
  }

  /// The temporary files that could not be removed.
  Unremoved unremoved() {
    return unremoved;
  }

  /// How many temporary files were removed that killed runs had left.
  long removedTemporaries() {
    return removedTemporaries.sum();
  }
}
