package dev.sluice.store.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads directories whole and in key order, each large one once for all the cursors that share it.
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
  ///
  /// @param names what is in it
  /// @param modifiedTime when names in it last changed, looked up before they were read
  /// @param identity equal for the same directory by whatever path; null where not known
  record Directory(NameTable names, FileTime modifiedTime, @Nullable Object identity) {}

  /// What is kept within a bound.
  private final Cache<Path, Directory> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<Path, Directory>weigher((_, directory) -> directory.names().weightBytes())
          .executor(Runnable::run)
          .build();

  /// What some cursor holds anyway, however large: sharing it costs nothing.
  private final Cache<Path, Directory> inUse =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  private final LinkOption[] links;
  private final Time time;

  DirectoryReader(boolean followSymlinks, Time time) {
    this.links = followSymlinks ? FOLLOW : NO_FOLLOW;
    this.time = time;
  }

  Directory read(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    Directory known = inUse.getIfPresent(path);
    if (known == null) {
      known = kept.getIfPresent(path);
    }
    if (known != null
        && now.lastModifiedTime().equals(known.modifiedTime())
        && Objects.equals(now.fileKey(), known.identity())) {
      return known;
    }
    Directory fresh = new Directory(readNames(path), now.lastModifiedTime(), now.fileKey());
    if (fresh.names().size() >= WORTH_KEEPING && isSettled(fresh)) {
      inUse.put(path, fresh);
      kept.put(path, fresh);
    }
    return fresh;
  }

  private boolean isSettled(Directory directory) {
    return directory.modifiedTime().toInstant().isBefore(time.now().minus(SETTLED));
  }

  private NameTable readNames(Path directory) throws IOException {
    NameTableBuilder builder = new NameTableBuilder();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        add(builder, path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return builder.build(name -> Files.isDirectory(directory.resolve(name), links));
  }

  private static void add(NameTableBuilder builder, Path path) {
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
