package dev.sluice.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings logs into a new base where that has become worth while. One run at a time does it in a
/// folder; others leave it to that one, or to the next run. Killed anywhere, the base and the logs
/// from before are there, or the new base is.
final class Compaction {

  /// From here on it is worth while: logs of such a length, or of such a part of the base, or of so
  /// many runs.
  private static final long LOG_BYTES = 8 << 20;

  private static final int SHARE_OF_BASE = 8;
  private static final int MANY_RUNS = 64;

  /// So many logs are read at once; each of their runs holds a block in memory.
  private static final int LOGS_AT_ONCE = 64;

  private final RowFolder folder;
  private final String root;
  private final Consumer<OpenRows.Unusable> unusable;

  /// @param root what the keys are relative to
  /// @param unusable is given each file that is none
  Compaction(RowFolder folder, String root, Consumer<OpenRows.Unusable> unusable) {
    this.folder = folder;
    this.root = root;
    this.unusable = unusable;
  }

  /// Does it if it is worth while and nobody else does.
  void runIfDue() throws IOException {
    if (isEmpty(folder.names())) {
      return;
    }
    Optional<FileChannel> lock = folder.lock();
    if (lock.isEmpty()) {
      return;
    }
    try (FileChannel _ = lock.get()) {
      removeReplaced();
      while (isDue() && once()) {
        removeReplaced();
      }
    }
  }

  private static boolean isEmpty(RowFolder.Names names) {
    return names.logs().isEmpty() && names.replaced().isEmpty();
  }

  private boolean isDue() throws IOException {
    try (OpenRows rows = OpenRows.open(folder, Integer.MAX_VALUE, unusable)) {
      long baseBytes = 0;
      long logBytes = 0;
      int runs = 0;
      boolean hasBase = folder.names().base() != null;
      List<BlockFile> files = rows.files();
      for (int i = 0; i < files.size(); i++) {
        if (hasBase && i == files.size() - 1) {
          baseBytes = files.get(i).sizeBytes();
        } else {
          logBytes += files.get(i).sizeBytes();
          runs += files.get(i).runs();
        }
      }
      boolean isLong = logBytes > LOG_BYTES && logBytes > baseBytes / SHARE_OF_BASE;
      return isLong || runs > MANY_RUNS;
    }
  }

  /// @return whether anything was brought into a new base
  private boolean once() throws IOException {
    int ended = 0;
    Path last = null;
    for (Path log : folder.names().logs()) {
      if (ended == LOGS_AT_ONCE || !RowFolder.isEnded(log)) {
        break; // what comes after it is newer, and stays so
      }
      ended++;
      last = log;
    }
    if (last == null) {
      return false;
    }
    try (OpenRows rows = OpenRows.open(folder, ended, unusable)) {
      folder.writeBase(last, new FileHeader(root), writer -> copy(rows.cursor(), writer));
    }
    return true;
  }

  /// Nothing is older than a base, so it need not say what is not there any more.
  private static void copy(RowCursor rows, BlockWriter writer) throws IOException {
    while (rows.next()) {
      if (!rows.row().isRemoved()) {
        writer.add(rows.row());
      }
    }
  }

  /// Removes what a base has replaced; its writer may have been killed before it could.
  private void removeReplaced() throws IOException {
    for (Path replaced : folder.names().replaced()) {
      Files.deleteIfExists(replaced);
    }
  }
}
