package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.S3Api.BatchDeleted;
import dev.sluice.store.s3.api.S3Api.DeleteError;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The XML of DeleteObjects.
public final class DeleteXml {

  private DeleteXml() {}

  /// What asks to delete these objects and to name those that are gone.
  public static String of(List<Doomed> objects) {
    StringBuilder xml =
        new StringBuilder(64 + 160 * objects.size())
            .append("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    for (Doomed object : objects) {
      xml.append("<Object><Key>");
      escape(object.key(), xml);
      xml.append("</Key>");
      String etag = object.ifMatch();
      if (etag != null) {
        xml.append("<ETag>");
        escape(ETags.quoted(etag), xml);
        xml.append("</ETag>");
      }
      xml.append("</Object>");
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

  /// Reads the answer.
  public static BatchDeleted read(HttpAnswer answer) throws IOException {
    List<String> deleted = new ArrayList<>();
    List<DeleteError> errors = new ArrayList<>();
    XmlPull xml = AnswerXml.open(answer, "DeleteResult");
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Error")) {
        errors.add(error(xml));
      } else if (xml.is("Deleted")) {
        String key = error(xml).key();
        if (key != null) {
          deleted.add(key);
        }
      } else {
        xml.readText();
      }
    }
    return new BatchDeleted(deleted, errors);
  }

  /// Reads the `Error` or `Deleted` element that has just begun.
  private static DeleteError error(XmlPull xml) throws IOException {
    String key = null;
    String code = null;
    String message = null;
    while (AnswerXml.hasNext(xml)) {
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
