package dev.sluice.state;

import dev.sluice.flow.IoReason;
import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Rows that outlive runs, in a folder of their own: a base, and a log for each run since that was
/// written. A run reads what there was when it began, adds to a log of its own, and at its end
/// brings all into a new base where the logs have grown.
///
/// Any number of runs may use a folder at once, and any may be killed at any time: what was not
/// written yet is lost, nothing else. Nothing is made before there is something to write. A file
/// that cannot be used is set aside; where nothing can be read or written the store is without
/// memory, and says so in [#problems]. Thread-safe; cursors are one thread's each.
public final class RowStore implements AutoCloseable {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RowFolder folder;
  private final String root;
  private final Time time;
  private final RowLog log;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private @Nullable OpenRows rows;

  /// The folder cannot be looked into: nothing is written into it either.
  private boolean isUnusable;

  private RowStore(RowFolder folder, String root, Time time) {
    this.folder = folder;
    this.root = root;
    this.time = time;
    this.log = new RowLog(folder, new FileHeader(root), time);
  }

  /// Opens a folder, which need not be there.
  ///
  /// @param folder this store's alone
  /// @param root what the keys are relative to
  /// @param time the clock
  public static RowStore open(Path folder, String root, Time time) {
    RowStore store = new RowStore(new RowFolder(folder), root, time);
    try {
      store.rows = OpenRows.open(store.folder, Integer.MAX_VALUE, store::setAside);
    } catch (IOException e) {
      store.isUnusable = true;
      store.problems.add(folder + " cannot be read: " + reason(e));
    }
    return store;
  }

  private void setAside(OpenRows.Unusable unusable) {
    String said = unusable.file() + " cannot be used: " + unusable.reason();
    try {
      folder.setAside(unusable.file(), STAMP.format(time.now()));
      problems.add(said + "; it was set aside");
    } catch (IOException e) {
      problems.add(said);
    }
  }

  private static String reason(IOException e) {
    return IoReason.of(e);
  }

  /// What was remembered when the store was opened, in key order; rows of files that are not there
  /// any more among it.
  public RowCursor cursor() {
    OpenRows open = rows;
    return open == null ? new MergeCursor(List.of()) : open.cursor();
  }

  /// Whether anything was remembered when the store was opened.
  public boolean hasAny() {
    OpenRows open = rows;
    return open != null && !open.files().isEmpty();
  }

  /// Whether there is a folder of rows.
  public static boolean hasRows(Path folder) {
    try {
      RowFolder.Names names = new RowFolder(folder).names();
      return names.base() != null || !names.logs().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /// What was remembered of one key when the store was opened, or what was added lately. Costs some
  /// ten microseconds.
  ///
  /// @param key in UTF-8
  /// @return null where nothing is known
  public @Nullable Row find(byte[] key) {
    Row pending = log.pending(key);
    OpenRows open = rows;
    if (pending != null || open == null || open.files().isEmpty()) {
      return pending;
    }
    try {
      RowCursor found = open.cursor();
      found.seek(key);
      return found.next() && found.row().compareKey(key) == 0 ? found.row() : null;
    } catch (IOException e) {
      return null; // it is found out again
    }
  }

  /// Remembers a row, in the place of what was remembered of its key. Returns at once, or, once in
  /// some ten thousand rows, after these are written.
  public void add(Row row) {
    if (!isUnusable) {
      log.add(row);
    }
  }

  /// How many blocks were found damaged while rows were read.
  public int damagedBlocks() {
    OpenRows open = rows;
    return open == null ? 0 : open.files().stream().mapToInt(BlockFile::damagedBlocks).sum();
  }

  /// What could not be used, or not be written: a line each, for the user.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// Writes what is left, and brings logs together where that is due. Cursors must not be used any
  /// more.
  @Override
  public void close() {
    IOException dropped = log.end();
    if (dropped != null) {
      problems.add(folder.path() + " cannot be written: " + reason(dropped));
    }
    try {
      OpenRows open = rows;
      rows = null;
      if (open != null) {
        open.close();
      }
      if (dropped == null && !isUnusable) {
        new Compaction(folder, root, this::setAside).runIfDue();
      }
    } catch (IOException e) {
      problems.add(folder.path() + " was not put in order: " + reason(e));
    }
  }
}
