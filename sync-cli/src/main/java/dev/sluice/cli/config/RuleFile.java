package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// A file of filter rules: one a line, UTF-8; blank lines and lines that begin with `#` are
/// comments.
final class RuleFile {

  private RuleFile() {}

  static List<String> read(String flag, String file) throws UsageException {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (CharacterCodingException e) {
      throw new UsageException(flag + " " + file + ": the file is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(flag + " " + file + ": the file cannot be read");
    }
  }
}
