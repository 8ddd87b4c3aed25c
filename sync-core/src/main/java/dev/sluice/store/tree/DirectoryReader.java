package dev.sluice.store.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads directories whole and in key order, each large one once for all the cursors that share it.
///
/// Whoever begins to list a directory sees it as it is now. Whoever begins inside of it goes on
/// with a listing that was parted, and sees what that one saw, as long as some cursor reads it: a
/// destination changes all the time while it is written to, and a copy for each cursor of a
/// directory with half a million names would fill the heap.
///
/// Thread-safe; all calls block.
final class DirectoryReader {

  /// Reading a smaller directory again costs less than remembering it.
  private static final int WORTH_KEEPING = 2048;

  private static final long KEPT_BYTES = 32L << 20;

  /// A directory changed within this time of being read may change again without a new time, as
  /// clocks of file systems tick in steps; two seconds is the coarsest (FAT).
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /// A directory as it was read.
  static final class Directory {
    private final NameTable names;
    private final Instant modifiedTime;
    private final @Nullable Object identity;
    private final Instant readAt;

    /// How many frames hold it; counted under the lock of its place in [#inUse].
    private int users = 1;

    /// @param modifiedTime when names in it last changed, looked up before they were read
    /// @param identity equal for the same directory by whatever path; null where not known
    /// @param readAt when it was read
    Directory(NameTable names, Instant modifiedTime, @Nullable Object identity, Instant readAt) {
      this.names = names;
      this.modifiedTime = modifiedTime;
      this.identity = identity;
      this.readAt = readAt;
    }

    NameTable names() {
      return names;
    }

    @Nullable Object identity() {
      return identity;
    }
  }

  /// What is kept within a bound, and is good while the directory does not change.
  private final Cache<String, Directory> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<String, Directory>weigher((_, directory) -> directory.names().weightBytes())
          .executor(Runnable::run)
          .build();

  /// What some cursor holds anyway, however large.
  private final ConcurrentHashMap<String, Directory> inUse = new ConcurrentHashMap<>();

  /// Directories inside of which a range was given away, as the beginnings of keys.
  private final Set<String> parted = ConcurrentHashMap.newKeySet();

  private final DirectoryTree tree;
  private final Time time;
  private final Path temporaryFolder;
  private final int heapBytes;

  /// @param temporaryFolder where names go that do not fit into memory
  DirectoryReader(DirectoryTree tree, Time time, Path temporaryFolder) {
    this(tree, time, temporaryFolder, NameTableBuilder.HEAP_BYTES);
  }

  /// @param heapBytes how much of the heap the names of one directory may take while it is read
  DirectoryReader(DirectoryTree tree, Time time, Path temporaryFolder, int heapBytes) {
    this.tree = tree;
    this.time = time;
    this.temporaryFolder = temporaryFolder;
    this.heapBytes = heapBytes;
  }

  /// A directory as it was read.
  ///
  /// @param directory to be given back to [#release]
  /// @param open the directory, still open, where it had to be opened; to be closed by the caller
  record Reading(Directory directory, @Nullable TreeDirectory open) {}

  /// Reads a directory, or shares what is known of it.
  ///
  /// @param path its path from the root
  /// @param listed its identity as it was listed; null where not known
  /// @param goesOn whether the caller begins inside of it
  Reading read(String path, @Nullable Object listed, boolean goesOn) throws IOException {
    Directory known = goesOn ? retain(path, null) : null;
    if (known != null) {
      return new Reading(known, null);
    }
    TreeDirectory open = tree.open(path, listed);
    try {
      known = retain(path, open);
      return new Reading(known == null ? readNow(path, open) : known, open);
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private Directory readNow(String path, TreeDirectory open) throws IOException {
    Instant readAt = time.now();
    Directory fresh = new Directory(readNames(open), open.modifiedTime(), open.identity(), readAt);
    requireStillThere(path, open);
    if (fresh.names().size() >= WORTH_KEEPING) {
      inUse.put(path, fresh);
      if (isSettled(fresh)) {
        kept.put(path, fresh);
      }
    }
    return fresh;
  }

  /// What is known of the directory, counted as used once more.
  ///
  /// @param now what it must still be; null for whatever it was
  private @Nullable Directory retain(String path, @Nullable TreeDirectory now) {
    Directory shared =
        inUse.computeIfPresent(
            path,
            (_, directory) -> {
              if (now == null || isStill(directory, now)) {
                directory.users++;
              }
              return directory;
            });
    if (now == null || (shared != null && isStill(shared, now))) {
      return shared;
    }
    Directory remembered = kept.getIfPresent(path);
    if (remembered == null || !isStill(remembered, now)) {
      return null;
    }
    inUse.compute(
        path,
        (_, other) -> {
          remembered.users = remembered.equals(other) ? remembered.users + 1 : 1;
          return remembered;
        });
    return remembered;
  }

  private boolean isStill(Directory directory, TreeDirectory now) {
    return isSettled(directory)
        && now.modifiedTime().equals(directory.modifiedTime)
        && Objects.equals(now.identity(), directory.identity);
  }

  /// Says that somebody else goes on with the listing inside of a directory.
  ///
  /// @param prefix its key with the final slash
  void part(String prefix) {
    parted.add(prefix);
  }

  /// Whether the directory was there when somebody gave a range away inside of it: whoever goes on
  /// there and does not find it must not take for absent what was in it.
  boolean wasParted(String prefix) {
    return parted.contains(prefix);
  }

  /// Says that a frame no longer needs `directory`.
  void release(String path, Directory directory) {
    inUse.computeIfPresent(
        path, (_, used) -> used.equals(directory) && --used.users == 0 ? null : used);
  }

  private boolean isSettled(Directory directory) {
    return directory.modifiedTime.isBefore(directory.readAt.minus(SETTLED));
  }

  private NameTable readNames(TreeDirectory directory) throws IOException {
    try (NameTableBuilder builder = new NameTableBuilder(heapBytes, temporaryFolder)) {
      directory.names(builder);
      return builder.build(name -> directory.status(name) instanceof FileStatus.Directory);
    }
  }

  /// A directory that is removed while it is read just ends; so its end is believed only if it is
  /// still there.
  private void requireStillThere(String path, TreeDirectory opened) throws IOException {
    if (!Objects.equals(tree.identityNow(path), opened.identity())) {
      throw new IOException("it was replaced or unmounted while it was listed");
    }
  }
}
