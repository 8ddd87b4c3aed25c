package dev.sluice.store.s3.light.xml;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the XML of S3's answers as it arrives, element by element, and makes nothing of it but
/// what is asked for. Knows what S3 services send: elements, text, entities, and character data in
/// CDATA; attributes, comments, declarations and name-space prefixes are passed over. Used by one
/// thread.
public final class XmlPull {

  /// What was read.
  enum Event {
    /// An element begins; [#is] tells which.
    START,
    /// An element ends.
    END,
    /// There is no more.
    END_OF_DOCUMENT
  }

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int MAX_TEXT_BYTES = 1 << 20;
  private static final int MAX_NAME_BYTES = 1 << 10;

  /// Inside the element whose text is read; S3's own go five deep in all.
  public static final int MAX_DEPTH = 64;

  /// Of a whole answer: several times a page of 1,000 of the longest keys, or as many errors.
  public static final int MAX_BYTES = 32 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int limit;
  private int received;

  private byte[] name = new byte[64];
  private int nameLength;
  private byte[] text = new byte[256];
  private int textLength;

  /// An element without content gives its end next.
  private boolean endFollows;

  XmlPull(InputStream in) {
    this.in = in;
  }

  /// The next beginning or end of an element. Text between is passed over.
  Event next() throws IOException {
    if (endFollows) {
      endFollows = false;
      return Event.END;
    }
    while (true) {
      int b = readOrEnd();
      if (b < 0) {
        return Event.END_OF_DOCUMENT;
      }
      if (b == '<') {
        Event event = markup();
        if (event != null) {
          return event;
        }
      }
    }
  }

  /// The text of the element that has just begun, up to its end, which is read too. Elements inside
  /// are passed over.
  ///
  /// After it [#textBytes] and [#textLength] have it, until the next is read.
  public XmlPull readText() throws IOException {
    textLength = 0;
    if (endFollows) {
      endFollows = false;
      return this;
    }
    int depth = 1;
    while (true) {
      plainText();
      int b = read();
      if (b == '&') {
        entity();
      } else {
        Event event = markup();
        if (event == Event.START) {
          if (++depth > MAX_DEPTH) {
            throw new IOException("the answer's XML is more than " + MAX_DEPTH + " deep");
          }
        } else if (event == Event.END && --depth == 0) {
          return this;
        }
        if (endFollows) {
          endFollows = false;
          depth--;
        }
      }
    }
  }

  /// Copies text up to the next `<` or `&`.
  private void plainText() throws IOException {
    while (true) {
      int from = at;
      int to = from;
      while (to < limit && buffer[to] != '<' && buffer[to] != '&') {
        to++;
      }
      append(buffer, from, to - from);
      at = to;
      if (to < limit) {
        return;
      }
      if (!fill()) {
        throw cutOff();
      }
    }
  }

  private void append(byte[] bytes, int from, int length) throws IOException {
    if (textLength + length > text.length) {
      if (textLength + length > MAX_TEXT_BYTES) {
        throw new IOException("the answer has a text of more than " + MAX_TEXT_BYTES + " bytes");
      }
      text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + length));
    }
    System.arraycopy(bytes, from, text, textLength, length);
    textLength += length;
  }

  /// Reads what stands between `<` and `>`.
  ///
  /// @return null for what is neither the beginning nor the end of an element
  private @Nullable Event markup() throws IOException {
    int b = read();
    return switch (b) {
      case '/' -> {
        skipPast('>');
        yield Event.END;
      }
      case '?' -> {
        skipPast('>');
        yield null;
      }
      case '!' -> {
        declaration();
        yield null;
      }
      default -> {
        element(b);
        yield Event.START;
      }
    };
  }

  private void element(int first) throws IOException {
    nameLength = 0;
    int b = first;
    while (b != '>' && b != '/' && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
      if (b == ':') {
        nameLength = 0;
      } else {
        if (nameLength == name.length) {
          if (nameLength == MAX_NAME_BYTES) {
            throw new IOException(
                "the answer has an element's name of more than " + MAX_NAME_BYTES + " bytes");
          }
          name = Arrays.copyOf(name, 2 * name.length);
        }
        name[nameLength++] = (byte) b;
      }
      b = read();
    }
    int before = 0;
    int quote = 0;
    while (b != '>' || quote != 0) {
      if (quote == 0 && (b == '"' || b == '\'')) {
        quote = b;
      } else if (b == quote) {
        quote = 0;
      }
      before = b;
      b = read();
    }
    endFollows = before == '/';
  }

  /// A comment, CDATA (whose content is text) or another declaration.
  private void declaration() throws IOException {
    int b = read();
    if (b == '-') {
      skipPastTwice('-');
    } else if (b == '[') {
      for (int i = 0; i < "CDATA[".length(); i++) {
        read();
      }
      characterData();
    } else {
      while (b != '>') {
        b = read();
      }
    }
  }

  private void skipPastTwice(char c) throws IOException {
    int run = 0;
    read(); // the second dash of the beginning
    for (int b = read(); ; b = read()) {
      if (b == '>' && run >= 2) {
        return;
      }
      run = b == c ? run + 1 : 0;
    }
  }

  private void characterData() throws IOException {
    int brackets = 0;
    byte[] one = new byte[1];
    for (int b = read(); ; b = read()) {
      if (b == '>' && brackets >= 2) {
        textLength -= 2;
        return;
      }
      brackets = b == ']' ? brackets + 1 : 0;
      one[0] = (byte) b;
      append(one, 0, 1);
    }
  }

  private void entity() throws IOException {
    StringBuilder entity = new StringBuilder(8);
    for (int b = read(); b != ';'; b = read()) {
      if (entity.length() > 10) {
        throw new IOException("the answer is not XML: an entity without end");
      }
      entity.append((char) b);
    }
    byte[] character =
        new String(Character.toChars(codePoint(entity.toString())))
            .getBytes(StandardCharsets.UTF_8);
    append(character, 0, character.length);
  }

  private static int codePoint(String entity) throws IOException {
    return switch (entity) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> {
        int number = -1;
        try {
          if (entity.startsWith("#x") || entity.startsWith("#X")) {
            number = Integer.parseInt(entity, 2, entity.length(), 16);
          } else if (entity.startsWith("#")) {
            number = Integer.parseInt(entity, 1, entity.length(), 10);
          }
        } catch (NumberFormatException _) {
          // Said below.
        }
        if (!Character.isValidCodePoint(number)) {
          throw new IOException("the answer is not XML: it has the entity &" + entity + ";");
        }
        yield number;
      }
    };
  }

  private void skipPast(char end) throws IOException {
    while (read() != end) {
      // Passed over.
    }
  }

  private int read() throws IOException {
    int b = readOrEnd();
    if (b < 0) {
      throw cutOff();
    }
    return b;
  }

  private int readOrEnd() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    received += limit;
    if (received > MAX_BYTES) {
      throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
    }
    return limit > 0;
  }

  private static IOException cutOff() {
    return new EOFException("the answer's XML ends before its end");
  }

  /// Whether the element that began last has this name, prefixes apart.
  public boolean is(String wanted) {
    if (wanted.length() != nameLength) {
      return false;
    }
    for (int i = 0; i < nameLength; i++) {
      if (name[i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// What follows `prefix` in the name of the element that began last.
  ///
  /// @return null where the name does not begin so
  @Nullable String nameBehind(String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (i == nameLength || name[i] != prefix.charAt(i)) {
        return null;
      }
    }
    return new String(name, prefix.length(), nameLength - prefix.length(), StandardCharsets.UTF_8);
  }

  /// The text that was read last; not to be changed, and only [#textLength] bytes of it.
  byte[] textBytes() {
    return text;
  }

  int textLength() {
    return textLength;
  }

  /// The text that was read last.
  public String text() {
    return text(0, textLength);
  }

  /// A piece of it.
  public String text(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < 0) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
      }
    }
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
