package dev.sluice.cli.config;

import dev.sluice.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a run keeps what does not fit into memory: the folder that was named, else the one that
/// the variable `TMPDIR` names, else the system's.
final class TemporaryFolder {

  private static final String OPTION = "--temp-dir";

  private TemporaryFolder() {}

  /// @param named by the option, null where it was not given
  /// @throws UsageException if what was named is no folder that can be written
  static Path of(@Nullable String named) throws UsageException {
    return named == null ? ofSystem() : writable(named);
  }

  /// Where nothing was named.
  static Path ofSystem() {
    String variable = System.getenv("TMPDIR");
    return variable != null && !variable.isEmpty() && Files.isDirectory(Path.of(variable))
        ? Path.of(variable)
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path writable(String named) throws UsageException {
    Path folder;
    try {
      folder = Path.of(named);
    } catch (InvalidPathException e) {
      throw new UsageException(OPTION + " " + named + ": " + e.getReason());
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(OPTION + " " + named + ": no such folder");
    }
    if (!Files.isWritable(folder)) {
      throw new UsageException(OPTION + " " + named + ": it may not be written");
    }
    return folder;
  }
}
