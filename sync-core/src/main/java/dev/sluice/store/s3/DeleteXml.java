package dev.sluice.store.s3;

import dev.sluice.store.s3.S3Api.DeleteError;
import dev.sluice.store.s3.XmlPull.Event;
import java.io.IOException;
import java.util.List;

/// The XML of DeleteObjects.
final class DeleteXml {

  private DeleteXml() {}

  /// What asks to delete these keys and to answer with failures alone.
  static String of(List<String> keys) {
    StringBuilder xml =
        new StringBuilder(64 + 80 * keys.size())
            .append(
                "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>");
    for (String key : keys) {
      xml.append("<Object><Key>");
      escape(key, xml);
      xml.append("</Key></Object>");
    }
    return xml.append("</Delete>").toString();
  }

  /// Line ends and tabs are written by number: a reader of XML may take them for any white space.
  static void escape(String text, StringBuilder xml) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\'' -> xml.append("&apos;");
        case '\r', '\n', '\t' -> xml.append("&#").append((int) c).append(';');
        default -> xml.append(c);
      }
    }
  }

  /// Reads the `Error` element that has just begun.
  static DeleteError error(XmlPull xml) throws IOException {
    String key = "";
    String code = null;
    String message = null;
    while (xml.next() == Event.START) {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("Code")) {
        code = xml.readText().text();
      } else if (xml.is("Message")) {
        message = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    return new DeleteError(key, code, message);
  }
}
