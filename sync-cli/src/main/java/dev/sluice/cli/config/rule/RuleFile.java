package dev.sluice.cli.config.rule;

import dev.sluice.model.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of filter rules: one a line, UTF-8; blank lines and lines that begin with `#` are
/// comments.
final class RuleFile {

  /// What some editors put in front of UTF-8 text, and is no part of the first rule.
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private RuleFile() {}

  /// A rule in the file.
  ///
  /// @param number of its line, from 1
  /// @param text without white space around it
  record Line(int number, String text) {}

  static List<Line> read(String flag, String file) throws UsageException {
    List<Line> rules = new ArrayList<>();
    List<String> lines = lines(flag, file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = (i == 0 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        rules.add(new Line(i + 1, text));
      }
    }
    return rules;
  }

  private static List<String> lines(String flag, String file) throws UsageException {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (CharacterCodingException e) {
      throw new UsageException(flag + " " + file + ": the file is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(flag + " " + file + ": the file cannot be read");
    }
  }
}
