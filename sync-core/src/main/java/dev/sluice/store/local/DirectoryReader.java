package dev.sluice.store.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  /// A directory as it was read.
  static final class Directory {
    private final NameTable names;
    private final FileTime modifiedTime;
    private final @Nullable Object identity;
    private final Instant readAt;

    /// How many frames hold it; counted under the lock of its place in [#inUse].
    private int users = 1;

    /// @param modifiedTime when names in it last changed, looked up before they were read
    /// @param identity equal for the same directory by whatever path; null where not known
    /// @param readAt when it was read
    Directory(NameTable names, FileTime modifiedTime, @Nullable Object identity, Instant readAt) {
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
  private final Cache<Path, Directory> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<Path, Directory>weigher((_, directory) -> directory.names().weightBytes())
          .executor(Runnable::run)
          .build();

  /// What some cursor holds anyway, however large.
  private final ConcurrentHashMap<Path, Directory> inUse = new ConcurrentHashMap<>();

  /// Directories inside of which a range was given away, as the beginnings of keys.
  private final Set<String> parted = ConcurrentHashMap.newKeySet();

  private final LinkOption[] links;
  private final Time time;
  private final int heapBytes;
  private final Path temporaryFolder;

  DirectoryReader(boolean followSymlinks, Time time, Path temporaryFolder) {
    this(followSymlinks, time, temporaryFolder, NameTableBuilder.HEAP_BYTES);
  }

  /// @param heapBytes how much of the heap the names of one directory may take while it is read
  DirectoryReader(boolean followSymlinks, Time time, Path temporaryFolder, int heapBytes) {
    this.heapBytes = heapBytes;
    this.temporaryFolder = temporaryFolder;
    this.links = followSymlinks ? FOLLOW : NO_FOLLOW;
    this.time = time;
  }

  /// Reads a directory, or shares what is known of it.
  ///
  /// @param goesOn whether the caller begins inside of it
  /// @return to be given back to [#release]
  Directory read(Path path, boolean goesOn) throws IOException {
    Directory known = goesOn ? retain(path, null) : null;
    if (known != null) {
      return known;
    }
    if (inUse.containsKey(path) || kept.getIfPresent(path) != null) {
      known = retain(path, Files.readAttributes(path, BasicFileAttributes.class));
      if (known != null) {
        return known;
      }
    }
    Directory fresh = readFresh(path);
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
  private @Nullable Directory retain(Path path, @Nullable BasicFileAttributes now) {
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

  private boolean isStill(Directory directory, BasicFileAttributes now) {
    return isSettled(directory)
        && now.lastModifiedTime().equals(directory.modifiedTime)
        && Objects.equals(now.fileKey(), directory.identity);
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
  void release(Path path, Directory directory) {
    inUse.computeIfPresent(
        path, (_, used) -> used.equals(directory) && --used.users == 0 ? null : used);
  }

  private boolean isSettled(Directory directory) {
    return directory.modifiedTime.toInstant().isBefore(directory.readAt.minus(SETTLED));
  }

  private Directory readFresh(Path directory) throws IOException {
    BlockingIo.at("list", directory);
    Instant readAt = time.now();
    try (NameTableBuilder builder = new NameTableBuilder(heapBytes, temporaryFolder)) {
      BasicFileAttributes opened;
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        opened = RootWatch.attributes(stream, directory);
        for (Path path : stream) {
          add(builder, path);
        }
        requireStillThere(directory, opened);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      NameTable names = builder.build(name -> Files.isDirectory(directory.resolve(name), links));
      return new Directory(names, opened.lastModifiedTime(), opened.fileKey(), readAt);
    }
  }

  /// A directory that is removed while it is read just ends, by the C library's will; so its end is
  /// believed only if it is still there.
  private static void requireStillThere(Path directory, BasicFileAttributes opened)
      throws IOException {
    Object now = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    if (!Objects.equals(now, opened.fileKey())) {
      throw new IOException("it was replaced or unmounted while it was listed");
    }
  }

  private static void add(NameTableBuilder builder, Path path) throws IOException {
    Path name = Objects.requireNonNull(path.getFileName(), "a directory's child has a name");
    String text = name.toString();
    if (FileNames.isExact(name, text)) {
      builder.add(text.getBytes(StandardCharsets.UTF_8), NameTable.UNKNOWN);
    } else {
      String rendering = FileNames.rendering(path);
      builder.add(rendering.getBytes(StandardCharsets.UTF_8), NameTable.UNREADABLE);
    }
  }
}
