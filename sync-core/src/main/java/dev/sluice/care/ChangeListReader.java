package dev.sluice.care;

import dev.sluice.care.ChangeList.Line;
import dev.sluice.flow.IoReason;
import dev.sluice.model.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a list line by line. Used by one thread.
final class ChangeListReader implements AutoCloseable {

  private final Path path;
  private final BufferedReader reader;
  private long number;
  private long torn;

  private ChangeListReader(Path path, BufferedReader reader) {
    this.path = path;
    this.reader = reader;
  }

  /// @throws UsageException if it cannot be read
  static ChangeListReader of(Path path) throws UsageException {
    try {
      return new ChangeListReader(path, Files.newBufferedReader(path));
    } catch (IOException e) {
      throw new UsageException(path + " cannot be read: " + IoReason.of(e));
    }
  }

  /// The next line.
  ///
  /// @return null behind the last one
  /// @throws UsageException if it is no line of a list
  @Nullable Line next() throws UsageException {
    try {
      String text;
      while ((text = reader.readLine()) != null) {
        number++;
        if (text.startsWith("{") && !text.endsWith("}")) {
          torn++; // by the end of a run that was killed
        } else if (!text.isBlank()) {
          return Line.of(text);
        }
      }
      return null;
    } catch (IOException e) {
      throw new UsageException(path + " cannot be read: " + IoReason.of(e));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          path + ", line " + number + ": this is no list of what rm has removed");
    }
  }

  /// How many lines are but beginnings of lines.
  long torn() {
    return torn;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
