package dev.sluice.store.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.flow.BlockingIo;
import java.io.IOException;
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

  private final LocalRoot root;
  private final int heapBytes;

  DirectoryReader(LocalRoot root) {
    this(root, NameTableBuilder.HEAP_BYTES);
  }

  /// @param heapBytes how much of the heap the names of one directory may take while it is read
  DirectoryReader(LocalRoot root, int heapBytes) {
    this.root = root;
    this.heapBytes = heapBytes;
  }

  /// A directory as it was read.
  ///
  /// @param directory to be given back to [#release]
  /// @param open the directory, still open, where it had to be opened; to be closed by the caller
  record Reading(Directory directory, @Nullable ListedDirectory open) {}

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
    BlockingIo.at("list", new PathText(root.path(), path));
    ListedDirectory open = root.openToList(path, listed);
    try {
      FileFacts now = open.facts();
      known = retain(path, now);
      return new Reading(known == null ? readNow(path, open, now) : known, open);
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private Directory readNow(String path, ListedDirectory open, FileFacts now) throws IOException {
    Instant readAt = root.time().now();
    Directory fresh = new Directory(readNames(open), now.modifiedTime(), now.identity(), readAt);
    requireStillThere(path, now);
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
  private @Nullable Directory retain(String path, @Nullable FileFacts now) {
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

  private boolean isStill(Directory directory, FileFacts now) {
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

  private NameTable readNames(ListedDirectory directory) throws IOException {
    try (NameTableBuilder builder = new NameTableBuilder(heapBytes, root.temporaryFolder())) {
      directory.readNames(builder);
      return builder.build(
          name -> FileStatus.of(directory, name, root.links()) instanceof FileStatus.Directory);
    }
  }

  /// A directory that is removed while it is read just ends; so its end is believed only if it is
  /// still there.
  private void requireStillThere(String path, FileFacts opened) throws IOException {
    if (!Objects.equals(root.identityNow(path), opened.identity())) {
      throw new IOException("it was replaced or unmounted while it was listed");
    }
  }
}
