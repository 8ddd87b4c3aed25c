package dev.sluice.s3server.xml;

import dev.sluice.s3server.http.ByteSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes XML straight into bytes. Element names are trusted, text is escaped. Used by one thread.
public final class XmlWriter {

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private final ByteSink sink;

  public XmlWriter(ByteSink sink) {
    this.sink = sink;
  }

  public ByteSink sink() {
    return sink;
  }

  /// Begins a document in S3's namespace.
  public XmlWriter document(String root) {
    sink.latin1(DECLARATION).put('<').latin1(root).latin1(NAMESPACE).put('>');
    return this;
  }

  /// Begins a document in no namespace, as errors are.
  public XmlWriter plainDocument(String root) {
    sink.latin1(DECLARATION);
    return open(root);
  }

  public XmlWriter open(String name) {
    sink.put('<').latin1(name).put('>');
    return this;
  }

  public XmlWriter close(String name) {
    sink.put('<').put('/').latin1(name).put('>');
    return this;
  }

  public XmlWriter element(String name, String text) {
    open(name);
    text(text.getBytes(StandardCharsets.UTF_8));
    return close(name);
  }

  public XmlWriter element(String name, long number) {
    open(name);
    sink.decimal(number);
    return close(name);
  }

  public XmlWriter element(String name, boolean value) {
    return element(name, value ? "true" : "false");
  }

  /// Writes the element unless there is no text for it.
  public XmlWriter optional(String name, @Nullable String text) {
    return text == null ? this : element(name, text);
  }

  /// Appends text, given as UTF-8. Control characters become numeric references, as S3 has them
  /// although XML 1.0 does not.
  public void text(byte[] utf8) {
    text(utf8, utf8.length);
  }

  /// Appends the first `length` bytes as [#text(byte[])] does.
  public void text(byte[] utf8, int length) {
    int plainFrom = 0;
    for (int i = 0; i < length; i++) {
      byte b = utf8[i];
      if (b >= '?' || (b >= ' ' && b != '&' && b != '<' && b != '>' && b != '"')) {
        continue;
      }
      if (b < 0) {
        continue;
      }
      sink.put(utf8, plainFrom, i - plainFrom);
      plainFrom = i + 1;
      switch (b) {
        case '&' -> sink.latin1("&amp;");
        case '<' -> sink.latin1("&lt;");
        case '>' -> sink.latin1("&gt;");
        case '"' -> sink.latin1("&quot;");
        default -> sink.latin1("&#x").latin1(Integer.toHexString(b)).put(';');
      }
    }
    sink.put(utf8, plainFrom, length - plainFrom);
  }
}
