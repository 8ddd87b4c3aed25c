package dev.sluice.store.s3.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sets properties of one section of an AWS file, and leaves every other byte as it is: other
/// sections, comments, order, line ends.
///
/// @param isSection whether a section of this name, in its brackets, is the one
/// @param header how the section begins where there is none yet, in its brackets
record SectionEdit(Predicate<String> isSection, String header) {

  private static final String NESTED = "s3";

  /// A byte order mark, whose bytes are taken for letters here.
  private static final String MARK = "\u00EF\u00BB\u00BF";

  /// Whether a text has a section of such a name.
  static boolean has(String text, Predicate<String> isSection) {
    String unmarked = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    return lines(unmarked).stream().anyMatch(line -> isHeader(line) && isSection.test(name(line)));
  }

  /// The text with these properties in the section.
  ///
  /// @param text a whole file, each byte as a letter
  /// @param properties by name in lower case; those without a value are taken out
  /// @param nested the same of the properties under `s3 =`
  String apply(
      String text, Map<String, @Nullable String> properties, Map<String, @Nullable String> nested) {
    if (text.startsWith(MARK)) {
      return MARK + apply(text.substring(MARK.length()), properties, nested);
    }
    List<String> lines = lines(text);
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    int last = -1;
    boolean isWithin = false;
    List<String> kept = new ArrayList<>();
    boolean isDropped = false;
    boolean isNested = false;
    int nestedAt = -1;
    for (String line : lines) {
      if (isHeader(line)) {
        isWithin = isSection.test(name(line));
        isDropped = false;
        isNested = false;
        if (isWithin) {
          last = kept.size();
          nestedAt = -1;
        }
      } else if (isWithin && !isBlankOrComment(line)) {
        if (!Character.isWhitespace(line.charAt(0))) {
          String property = property(line);
          isDropped = properties.containsKey(property);
          isNested = property.equals(NESTED);
          nestedAt = isNested ? kept.size() : nestedAt;
        } else if (isNested && nested.containsKey(property(line.strip()))) {
          continue;
        }
        if (isDropped) {
          continue;
        }
      }
      kept.add(line);
    }
    return joined(kept, last, nestedAt, properties, nested, end);
  }

  private String joined(
      List<String> kept,
      int section,
      int nestedAt,
      Map<String, @Nullable String> properties,
      Map<String, @Nullable String> nested,
      String end) {
    List<String> made = new ArrayList<>(made("", properties, end));
    List<String> inner = made("  ", nested, end);
    if (nestedAt >= 0) {
      kept.addAll(nestedAt + 1, ended(kept, nestedAt, inner, end));
    } else if (!inner.isEmpty()) {
      made.add(NESTED + " =" + end);
      made.addAll(inner);
    }
    if (section >= 0) {
      kept.addAll(section + 1, ended(kept, section, made, end));
    } else if (!made.isEmpty()) {
      append(kept, made, end);
    }
    return String.join("", kept);
  }

  /// The lines to be put behind a line, which must have an end of its own for that.
  private static List<String> ended(List<String> kept, int at, List<String> lines, String end) {
    if (!lines.isEmpty() && !kept.get(at).endsWith("\n")) {
      kept.set(at, kept.get(at) + end);
    }
    return lines;
  }

  private void append(List<String> kept, List<String> made, String end) {
    if (!kept.isEmpty()) {
      int last = kept.size() - 1;
      ended(kept, last, made, end);
      if (!kept.get(last).isBlank()) {
        kept.add(end);
      }
    }
    kept.add(header + end);
    kept.addAll(made);
  }

  private static List<String> made(
      String indent, Map<String, @Nullable String> properties, String end) {
    List<String> lines = new ArrayList<>();
    properties.forEach((name, value) -> {
      if (value != null) {
        lines.add(indent + name + " = " + value + end);
      }
    });
    return lines;
  }

  /// Each with its own end.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int at = text.indexOf('\n', from);
      int to = at < 0 ? text.length() : at + 1;
      lines.add(text.substring(from, to));
      from = to;
    }
    return lines;
  }

  private static boolean isHeader(String line) {
    return line.strip().startsWith("[");
  }

  private static String name(String header) {
    String text = header.strip();
    int close = text.indexOf(']');
    return text.substring(1, close < 0 ? text.length() : close).strip();
  }

  private static boolean isBlankOrComment(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith(";");
  }

  private static String property(String line) {
    int equals = line.indexOf('=');
    return (equals < 0 ? line : line.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
  }
}
