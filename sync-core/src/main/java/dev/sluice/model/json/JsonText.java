package dev.sluice.model.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes JSON. All but ASCII's own characters is escaped, so that no terminal takes part of it for
/// a command.
public final class JsonText {

  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder(256);
  private final boolean inLines;

  private JsonText(boolean inLines) {
    this.inLines = inLines;
  }

  /// On one line.
  public static String line(Json value) {
    return written(value, false);
  }

  /// In lines, without one's end at the end.
  public static String lines(Json value) {
    return written(value, true);
  }

  private static String written(Json value, boolean inLines) {
    JsonText writer = new JsonText(inLines);
    writer.write(value, 0);
    return writer.text.toString();
  }

  private void write(Json value, int depth) {
    switch (value) {
      case Json.Text(String string) -> quote(string);
      case Json.Numeral(var number) ->
          text.append(
              number.scale() <= 0 && number.precision() - number.scale() <= 19
                  ? number.toPlainString()
                  : number.toString());
      case Json.Truth(boolean truth) -> text.append(truth);
      case Json.Nothing() -> text.append("null");
      case Json.Array(List<Json> elements) -> write(elements, depth);
      case Json.Document(Map<String, Json> members) -> write(members, depth);
    }
  }

  private void write(List<Json> elements, int depth) {
    if (elements.isEmpty()) {
      text.append("[]");
      return;
    }
    // What is short reads best on one line.
    boolean isFlat =
        elements.stream()
            .noneMatch(each -> each instanceof Json.Array || each instanceof Json.Document);
    text.append('[');
    for (Iterator<Json> each = elements.iterator(); each.hasNext(); ) {
      if (!isFlat) {
        newLine(depth + 1);
      }
      write(each.next(), depth + 1);
      if (each.hasNext()) {
        text.append(isFlat && inLines ? ", " : ",");
      }
    }
    if (!isFlat) {
      newLine(depth);
    }
    text.append(']');
  }

  private void write(Map<String, Json> members, int depth) {
    if (members.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append('{');
    boolean isFirst = true;
    for (Map.Entry<String, Json> member : members.entrySet()) {
      if (!isFirst) {
        text.append(',');
      }
      isFirst = false;
      newLine(depth + 1);
      quote(member.getKey());
      text.append(inLines ? ": " : ":");
      write(member.getValue(), depth + 1);
    }
    newLine(depth);
    text.append('}');
  }

  private void newLine(int depth) {
    if (inLines) {
      text.append('\n').append(INDENT.repeat(depth));
    }
  }

  private void quote(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
