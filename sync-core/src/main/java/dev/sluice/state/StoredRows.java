package dev.sluice.state;

import dev.sluice.flow.IoReason;
import dev.sluice.state.RowCheck.Fault;
import dev.sluice.state.RowCheck.FaultKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder of rows as those see it who look after it rather than use it. Runs may use it
/// meanwhile. Holds nothing open; used by one thread.
public final class StoredRows {

  /// Why a folder stays: its rows are somebody's.
  private static final String IN_USE = "a run is writing to it";

  private final RowFolder folder;

  /// @param folder which need not be there
  public StoredRows(Path folder) {
    this.folder = new RowFolder(folder);
  }

  /// Whether anything of it is there.
  public boolean isThere() throws IOException {
    return !folder.own().isEmpty();
  }

  /// What the keys are relative to.
  ///
  /// @return null where no file is left that says so
  public @Nullable String root() throws IOException {
    for (Path path : inUse(folder.names())) {
      try (BlockFile file = BlockFile.open(path)) {
        return file.header().root();
      } catch (IOException e) {
        // Another may say it.
      }
    }
    return null;
  }

  /// The files that runs read.
  private static List<Path> inUse(RowFolder.Names names) {
    List<Path> files = new ArrayList<>(names.logs());
    if (names.base() != null) {
      files.addFirst(names.base());
    }
    return files;
  }

  /// Counts what it holds; costs some 0.2 microseconds a row.
  public RowFigures figures() throws IOException {
    List<OpenRows.Unusable> unusable = new ArrayList<>();
    try (OpenRows open = OpenRows.open(folder, Integer.MAX_VALUE, unusable::add)) {
      long rows = 0;
      long racy = 0;
      RowCursor cursor = open.cursor();
      while (cursor.next()) {
        rows += cursor.row().isRemoved() ? 0 : 1;
        racy += !cursor.row().isRemoved() && cursor.row().isRacy() ? 1 : 0;
      }
      int damaged = open.files().stream().mapToInt(BlockFile::damagedBlocks).sum();
      List<Path> own = folder.own();
      RowFolder.Names names = folder.names();
      return new RowFigures(
          rows,
          racy,
          names.logs().size(),
          sizeBytes(own),
          lastWritten(names),
          isBeingWritten(names.logs()),
          damaged + unusable.size(),
          (int) own.stream().filter(RowFolder::isSetAside).count());
    }
  }

  /// What is remembered of one key.
  ///
  /// @param key in UTF-8
  /// @return null where nothing is
  public @Nullable Row find(byte[] key) throws IOException {
    try (OpenRows open = OpenRows.open(folder, Integer.MAX_VALUE, _ -> {})) {
      RowCursor found = open.cursor();
      found.seek(key);
      if (!found.next() || found.row().compareKey(key) != 0) {
        return null;
      }
      Row row = found.row();
      return row.isRemoved()
          ? Row.removed(key)
          : Row.of(key, row.stamp(), row.isRacy(), row.facts());
    }
  }

  /// What its files take.
  public long sizeBytes() throws IOException {
    return sizeBytes(folder.own());
  }

  private static long sizeBytes(List<Path> files) throws IOException {
    return attributes(files).stream().mapToLong(BasicFileAttributes::size).sum();
  }

  private static List<BasicFileAttributes> attributes(List<Path> files) throws IOException {
    List<BasicFileAttributes> found = new ArrayList<>();
    for (Path file : files) {
      try {
        found.add(Files.readAttributes(file, BasicFileAttributes.class));
      } catch (NoSuchFileException e) {
        // A run has brought it into a new base meanwhile.
      }
    }
    return found;
  }

  private static @Nullable Instant lastWritten(RowFolder.Names names) throws IOException {
    return attributes(inUse(names)).stream()
        .map(each -> each.lastModifiedTime().toInstant())
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static boolean isBeingWritten(List<Path> logs) throws IOException {
    for (Path log : logs) {
      if (!RowFolder.isEnded(log)) {
        return true;
      }
    }
    return false;
  }

  /// Reads every block of every file; those too that a run adds meanwhile.
  public RowCheck check() throws IOException {
    Checking checking = new Checking();
    while (checking.readNew(folder)) {}
    checking.setAside(folder);
    return checking.result();
  }

  /// What was read so far.
  private static final class Checking {
    private final Set<Path> seen = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private int files;
    private long rows;
    private long sizeBytes;

    /// @return whether there was anything new
    boolean readNew(RowFolder folder) throws IOException {
      boolean isNew = false;
      RowFolder.Names names = folder.names();
      for (Path file : inUse(names)) {
        if (seen.add(file)) {
          isNew = true;
          read(file, file.equals(names.base()));
        }
      }
      return isNew;
    }

    void setAside(RowFolder folder) throws IOException {
      for (Path file : folder.own()) {
        if (RowFolder.isSetAside(file)) {
          faults.add(new Fault(file, FaultKind.SET_ASIDE, "a run could not use it"));
        }
      }
    }

    private void read(Path file, boolean isBase) {
      if (RowFolder.isWrittenHere(file)) {
        return;
      }
      try {
        BlockFileCheck.Result read = BlockFileCheck.of(file, isBase);
        files++;
        rows += read.rows();
        sizeBytes += read.sizeBytes();
        if (read.damage() != null) {
          faults.add(new Fault(file, FaultKind.DAMAGED, read.damage()));
        }
      } catch (NoSuchFileException e) {
        // A run has brought it into a new base, which is looked at next.
      } catch (DamagedException e) {
        files++;
        faults.add(new Fault(file, FaultKind.DAMAGED, e.reason()));
      } catch (IOException e) {
        faults.add(new Fault(file, FaultKind.UNREADABLE, IoReason.of(e)));
      }
    }

    RowCheck result() {
      return new RowCheck(files, rows, sizeBytes, faults);
    }
  }

  /// Removes what is in it, and it, unless somebody else has put something there.
  ///
  /// @return why it was left as it is; empty if it was removed, or there is none
  public Optional<String> remove() throws IOException {
    if (Files.isSymbolicLink(folder.path())) {
      return Optional.of("it is a symbolic link");
    }
    List<Path> own = folder.own();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Optional<FileChannel> lock = folder.lock();
    if (lock.isEmpty()) {
      return Optional.of(IN_USE);
    }
    try (FileChannel _ = lock.get()) {
      if (isBeingWritten(folder.names().logs())) {
        return Optional.of(IN_USE);
      }
      for (Path file : own) { // a log that was begun since stays
        Files.deleteIfExists(file);
      }
      folder.removeLock();
    }
    try {
      Files.deleteIfExists(folder.path());
    } catch (DirectoryNotEmptyException e) {
      // There is something else in it, or a run has begun.
    }
    return Optional.empty();
  }
}
