package dev.sluice.state;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files in a folder of rows: *logs*, numbered as they were begun, and a *base*, which has the
/// rows of all logs up to the one whose number it bears. Holds nothing open. Thread-safe.
final class RowFolder {

  private static final Pattern BASE = Pattern.compile("base-([0-9a-f]{12})");
  private static final Pattern LOG = Pattern.compile("log-([0-9a-f]{12})");
  private static final String PART = ".part";
  private static final String LOCK = "lock";
  private static final String SET_ASIDE = ".bad-";

  /// What is made in such a folder, and nothing else.
  private static final Pattern OWN =
      Pattern.compile("(?:base|log)-[0-9a-f]{12}(?:\\.part|\\.bad-[0-9]{8}-[0-9]{6})?|" + LOCK);

  /// Another run may take a name between the look for a free one and the making of the file.
  private static final int NAMES_TRIED = 1000;

  private final Path folder;

  /// The logs that this process is writing. The system's locks are a process's: whoever opens a
  /// file that is locked by the same process, and closes it, gives up that lock.
  private static final Set<Path> WRITTEN_HERE = ConcurrentHashMap.newKeySet();

  RowFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// What there is.
  ///
  /// @param base the newest; null for none
  /// @param replaced bases and logs that it has the rows of
  /// @param logs the others, the oldest first; those too that are being written
  record Names(@Nullable Path base, List<Path> replaced, List<Path> logs) {}

  /// A log that is being written.
  record Log(Path path, BlockWriter writer) {}

  /// Writes the rows of a base.
  @FunctionalInterface
  interface Rows {
    void writeTo(BlockWriter writer) throws IOException;
  }

  Path path() {
    return folder;
  }

  /// Looks what there is; nothing where there is no folder.
  Names names() throws IOException {
    List<Path> replaced = named(BASE);
    Path base = replaced.isEmpty() ? null : replaced.removeLast();
    long upTo = base == null ? 0 : number(base);
    List<Path> logs = new ArrayList<>();
    for (Path log : named(LOG)) {
      (number(log) > upTo ? logs : replaced).add(log);
    }
    return new Names(base, replaced, logs);
  }

  private List<Path> named(Pattern pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (pattern.matcher(name(file)).matches()) {
          found.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(RowFolder::name));
    return found;
  }

  /// All files that were made in this folder by whoever used it, in no matter what state.
  List<Path> own() throws IOException {
    List<Path> found = named(OWN);
    found.removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    return found;
  }

  static boolean isSetAside(Path file) {
    return name(file).contains(SET_ASIDE);
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static long number(Path file) {
    String name = name(file);
    return Long.parseLong(name, name.indexOf('-') + 1, name.length(), 16);
  }

  /// Makes the folder and those above it, for this user alone.
  void make() throws IOException {
    if (File.separatorChar == '/') {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /// Begins a log behind all that were there, held until it is closed.
  Log beginLog(FileHeader header) throws IOException {
    Names names = names();
    Path last = names.logs().isEmpty() ? names.base() : names.logs().getLast();
    long number = last == null ? 0 : number(last);
    for (int i = 0; i < NAMES_TRIED; i++) {
      number++;
      Path log = folder.resolve(String.format("log-%012x", number));
      if (!WRITTEN_HERE.add(log)) {
        continue; // another run of this process writes it
      }
      try {
        BlockWriter writer = BlockWriter.create(log, header);
        if (names().logs().contains(log)) {
          return new Log(log, writer);
        }
        writer.close(); // meanwhile a base was made of what had that number before
      } catch (FileAlreadyExistsException e) {
        WRITTEN_HERE.remove(log); // another process has begun it
      } catch (IOException | RuntimeException e) {
        WRITTEN_HERE.remove(log);
        throw e;
      }
    }
    throw new IOException("no name is free in " + folder);
  }

  /// Says that a log was closed.
  void ended(Log log) {
    WRITTEN_HERE.remove(log.path());
  }

  /// Writes a base that has the rows of all logs up to `last`, whole or not at all.
  void writeBase(Path last, FileHeader header, Rows rows) throws IOException {
    Path base = folder.resolve(String.format("base-%012x", number(last)));
    Path part = folder.resolve(name(base) + PART);
    Files.deleteIfExists(part); // of one who was killed: whoever writes a base holds the lock
    try (BlockWriter writer = BlockWriter.create(part, header)) {
      rows.writeTo(writer);
      writer.finish(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, base, StandardCopyOption.ATOMIC_MOVE);
    forceFolder();
  }

  /// So that the name of a new base is on the disk before the logs go whose rows it has.
  private void forceFolder() throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /// Takes the lock of whoever puts the folder in order.
  ///
  /// @return to be closed; empty where another holds it
  Optional<FileChannel> lock() throws IOException {
    return locked(
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        false);
  }

  /// Removes the lock's file; whoever does holds the lock.
  void removeLock() throws IOException {
    Files.deleteIfExists(folder.resolve(LOCK));
  }

  /// Whether a log is being written by this process.
  static boolean isWrittenHere(Path log) {
    return WRITTEN_HERE.contains(log);
  }

  /// Whether nobody writes to a log any more. One whose writer was killed is nobody's.
  static boolean isEnded(Path log) throws IOException {
    if (isWrittenHere(log)) {
      return false;
    }
    try (FileChannel opened = FileChannel.open(log, StandardOpenOption.READ)) {
      return locked(opened, true).isPresent();
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static Optional<FileChannel> locked(FileChannel channel, boolean shared)
      throws IOException {
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another run of this process holds it.
    }
    channel.close();
    return Optional.empty();
  }

  /// Sets aside what is no file of rows, so that it stands in nobody's way and can be looked at.
  void setAside(Path file, String stamp) throws IOException {
    Files.move(file, folder.resolve(name(file) + SET_ASIDE + stamp));
  }
}
