package dev.sluice.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The files of a folder of rows as they were at one moment, open to be read. Thread-safe; cursors
/// are one thread's each.
final class OpenRows implements Closeable {

  /// Another run may replace what was looked up before it is opened.
  private static final int LOOKS = 5;

  /// The newest first; the base, if there is one, last.
  private final List<BlockFile> files;

  private OpenRows(List<BlockFile> files) {
    this.files = files;
  }

  /// Opens what there is.
  ///
  /// @param mostLogs so many of the oldest logs, and no more
  /// @param unusable is given each file that is none
  static OpenRows open(RowFolder folder, int mostLogs, Consumer<Unusable> unusable)
      throws IOException {
    for (int look = 1; ; look++) {
      List<BlockFile> files = new ArrayList<>();
      try {
        openAll(folder.names(), mostLogs, files, unusable);
        return new OpenRows(files);
      } catch (NoSuchFileException e) {
        closeAll(files);
        if (look == LOOKS) {
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        closeAll(files);
        throw e;
      }
    }
  }

  /// A file that is none.
  ///
  /// @param file which
  /// @param reason why
  record Unusable(Path file, String reason) {}

  private static void openAll(
      RowFolder.Names names, int mostLogs, List<BlockFile> files, Consumer<Unusable> unusable)
      throws IOException {
    if (names.base() != null) {
      open(names.base(), files, unusable);
    }
    for (Path log : names.logs().subList(0, Math.min(mostLogs, names.logs().size()))) {
      if (!RowFolder.isWrittenHere(log)) {
        open(log, files, unusable);
      }
    }
  }

  private static void open(Path file, List<BlockFile> files, Consumer<Unusable> unusable)
      throws IOException {
    try {
      files.addFirst(BlockFile.open(file));
    } catch (DamagedException e) {
      unusable.accept(new Unusable(file, e.reason()));
    }
  }

  /// All rows, in key order, of each key the newest.
  RowCursor cursor() {
    List<RowCursor> runs = new ArrayList<>();
    for (BlockFile file : files) {
      for (int run = file.runs() - 1; run >= 0; run--) {
        runs.add(file.cursor(run));
      }
    }
    return runs.size() == 1 ? runs.getFirst() : new MergeCursor(runs);
  }

  List<BlockFile> files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    closeAll(files);
  }

  private static void closeAll(List<BlockFile> files) throws IOException {
    for (BlockFile file : files) {
      file.close();
    }
  }
}
