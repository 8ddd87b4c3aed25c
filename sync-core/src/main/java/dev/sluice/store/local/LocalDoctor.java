package dev.sluice.store.local;

import dev.sluice.cache.CacheCheck;
import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.flow.BlockingIo;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.linux.FreeEntries;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Looks at a local folder and what it is on. Every call to the file system runs on the pool, since
/// any of them may hang.
public final class LocalDoctor {

  private static final int MOST_LISTED = 1000;
  private static final long LITTLE_BYTES = 1L << 30;
  private static final long LITTLE_ENTRIES = 10_000;
  private static final Duration CLOCK_WORTH_TELLING = Duration.ofSeconds(3);
  private static final long ODD_NANOS = 123_456_789;

  private final Path folder;
  private final BlockingIo io;
  private final Clock clock;
  private @Nullable Path written;

  /// @param io runs the calls to the file system; stays its owner's to close
  public LocalDoctor(Path folder, BlockingIo io, Clock clock) {
    this.folder = folder.toAbsolutePath();
    this.io = io;
    this.clock = clock;
  }

  /// Looks at one thing after the other.
  ///
  /// @param readOnly whether nothing may be written
  /// @throws InterruptedException if the end was asked for; what was written is removed all the
  ///   same
  public void examine(Checkup checkup, boolean readOnly) throws InterruptedException {
    List<CheckName> there = List.of(CheckName.FOLDER);
    look(checkup, CheckName.FOLDER, List.of(), this::folder);
    look(checkup, CheckName.READ, there, this::read);
    look(checkup, CheckName.FILE_SYSTEM, there, this::fileSystem);
    look(checkup, CheckName.SPACE, there, this::space);
    look(checkup, CheckName.INODES, there, this::entries);
    look(checkup, CheckName.HASH_CACHE, there, this::hashCache);
    try {
      look(
          checkup,
          CheckName.WRITE,
          there,
          readOnly ? () -> new Finding.Skipped("nothing is written (--read-only)") : this::write);
      List<CheckName> writable = List.of(CheckName.WRITE);
      look(checkup, CheckName.CLOCK, writable, this::clock);
      look(checkup, CheckName.TIMES, writable, this::times);
      look(checkup, CheckName.NAMES, writable, this::names);
    } finally {
      Path made = written;
      if (made != null) {
        checkup.checkInAnyCase(CheckName.DELETE, () -> onPool(() -> removed(made)));
      }
    }
  }

  /// A look at files.
  @FunctionalInterface
  private interface FileLook {
    Finding look() throws IOException, StoreException;
  }

  private void look(Checkup checkup, CheckName name, List<CheckName> needs, FileLook look)
      throws InterruptedException {
    checkup.check(name, needs, () -> onPool(look));
  }

  private Finding onPool(FileLook look) throws StoreException, InterruptedException {
    try {
      return io.<Finding, IOException>call(() -> {
        BlockingIo.at("look at", folder);
        try {
          return look.look();
        } catch (StoreException e) {
          return new Finding.Failed(e.kind(), e.getMessage(), null);
        }
      });
    } catch (IOException e) {
      throw LocalErrors.ofWrite("look at " + folder, e, folder);
    }
  }

  private Finding folder() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        return new Finding.Failed(
            Kind.OBSTRUCTED, folder + " is no folder", "Name the folder that it is in");
      }
      Path real = folder.toRealPath();
      return Finding.ok(real.equals(folder) ? folder.toString() : folder + " leads to " + real);
    } catch (NoSuchFileException e) {
      return new Finding.Failed(
          Kind.NO_ROOT,
          Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
              ? folder + " is a symbolic link that leads nowhere"
              : "there is no folder " + folder,
          "Check its name, and that what it is on is mounted; a run makes the folder that it writes"
              + " to");
    }
  }

  private Finding read() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      for (Path _ : names) {
        if (++count > MOST_LISTED) {
          break;
        }
      }
    } catch (AccessDeniedException e) {
      return new Finding.Failed(
          Kind.DENIED,
          "listing " + folder + " is not permitted",
          "It takes the rights to read and to enter it (chmod u+rx)");
    }
    return Finding.ok(
            (count > MOST_LISTED ? "more than " + MOST_LISTED : "" + count)
                + (count == 1 ? " name in it" : " names in it"))
        .with("namesListed", count);
  }

  private Finding fileSystem() throws IOException {
    FileStore store = Files.getFileStore(folder);
    String said = store.type() + " (" + store.name() + ")";
    return store.isReadOnly()
        ? Finding.warning(said + ", mounted read-only", "Mount it writable to write there")
        : Finding.ok(said);
  }

  private Finding space() throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    String said = gib(free) + " GiB free of " + gib(store.getTotalSpace());
    Finding finding =
        free < LITTLE_BYTES
            ? Finding.warning(said, "Make room before anything is written there")
            : Finding.ok(said);
    return finding.with("freeBytes", free);
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f", (double) bytes / LITTLE_BYTES);
  }

  private Finding entries() {
    FreeEntries found = FreeEntries.of(folder).orElse(null);
    if (found == null) {
      return new Finding.Skipped("the file system does not tell, or makes them as it needs them");
    }
    String said = found.free() + " more files fit, of " + found.all();
    Finding finding =
        found.free() < LITTLE_ENTRIES
            ? Finding.warning(said, "Remove files that nobody needs, or use another file system")
            : Finding.ok(said);
    return finding.with("freeInodes", found.free());
  }

  private Finding hashCache() throws IOException {
    String type = Files.getFileStore(folder).type();
    return Finding.ok(
        switch (CacheCheck.of(type)) {
          case STRICT -> "strict: a file is known again by size, both times and inode number";
          case NO_INODE ->
              "no-inode: a file is known again by size and both times; "
                  + type
                  + " may number files anew";
          case MTIME ->
              "mtime: a file is known again by size and modification time; "
                  + type
                  + " has no other";
        });
  }

  private Finding write() throws IOException {
    String name = ".sluice-doctor-" + HexFormat.of().toHexDigits(new Random().nextLong());
    Path file = folder.resolve(name);
    try {
      Files.write(file, new byte[1], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      return new Finding.Failed(
          Kind.DENIED,
          "writing in " + folder + " is not permitted",
          "It takes the rights to write and to enter it (chmod u+wx); a source needs to be read"
              + " alone (--read-only)");
    }
    written = file;
    return Finding.ok("wrote " + file);
  }

  private Path file() throws IOException {
    Path file = written;
    if (file == null) {
      throw new IOException("nothing was written");
    }
    return file;
  }

  /// Another machine's clock may give files of a mounted folder their times.
  private Finding clock() throws IOException {
    Instant before = clock.instant();
    Files.write(file(), new byte[2]);
    Instant stamped = Files.getLastModifiedTime(file()).toInstant();
    Duration skew = Duration.between(stamped, before);
    String said =
        skew.abs().compareTo(CLOCK_WORTH_TELLING) <= 0
            ? "files get this machine's time"
            : "files get a time that is "
                + skew.abs().toSeconds()
                + " s "
                + (skew.isNegative() ? "ahead of" : "behind")
                + " this machine's";
    Finding finding =
        skew.abs().compareTo(CLOCK_WORTH_TELLING) <= 0
            ? Finding.ok(said)
            : Finding.warning(said, "Set the clocks of this machine and of the file server alike");
    return finding.with("skewSeconds", skew.toSeconds());
  }

  private Finding times() throws IOException {
    Instant set = Instant.ofEpochSecond(1_600_000_001L, ODD_NANOS);
    Files.setLastModifiedTime(file(), FileTime.from(set));
    Instant kept = Files.getLastModifiedTime(file()).toInstant();
    long offNanos = Math.abs(Duration.between(kept, set).toNanos());
    if (offNanos == 0) {
      return Finding.ok("kept to the nanosecond");
    }
    if (offNanos < Duration.ofMillis(1).toNanos()) {
      return Finding.ok("kept to the microsecond, or nearly");
    }
    return offNanos < Duration.ofSeconds(1).toNanos()
        ? Finding.ok("kept to the second")
        : Finding.warning(
            "kept to two seconds, or not at all",
            "Compare by content or --size-only rather than by time there");
  }

  private Finding names() throws IOException {
    Path file = file();
    Path other = file.resolveSibling(file.getFileName().toString().toUpperCase(Locale.ROOT));
    return Files.exists(other, LinkOption.NOFOLLOW_LINKS)
        ? Finding.warning(
            "a and A are one file there",
            "Keys that differ by case alone cannot both be written there: all but one are refused")
        : Finding.ok("a and A are two files there");
  }

  private static Finding removed(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Finding.ok("all that was written is gone again");
  }
}
