package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.S3Api.BatchDeleted;
import dev.sluice.store.s3.api.S3Api.DeleteError;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.Gone;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      escape(object.name().key(), xml);
      xml.append("</Key>");
      String version = object.name().version();
      if (version != null) {
        xml.append("<VersionId>");
        escape(version, xml);
        xml.append("</VersionId>");
      }
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
    List<Gone> deleted = new ArrayList<>();
    List<DeleteError> errors = new ArrayList<>();
    XmlPull xml = AnswerXml.open(answer, "DeleteResult");
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Error")) {
        Result result = Result.read(xml);
        errors.add(new DeleteError(result.name(), result.code, result.message));
      } else if (xml.is("Deleted")) {
        Result result = Result.read(xml);
        ObjectName name = result.name();
        if (name != null) {
          deleted.add(Gone.of(name, result.isMarker, result.marker));
        }
      } else {
        xml.readText();
      }
    }
    return new BatchDeleted(deleted, errors);
  }

  /// What an `Error` or a `Deleted` element says.
  private static final class Result {
    private @Nullable String key;
    private @Nullable String version;
    private @Nullable String code;
    private @Nullable String message;
    private @Nullable String marker;
    private boolean isMarker;

    /// Reads the element that has just begun.
    static Result read(XmlPull xml) throws IOException {
      Result result = new Result();
      while (AnswerXml.hasNext(xml)) {
        result.element(xml);
      }
      return result;
    }

    private void element(XmlPull xml) throws IOException {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("VersionId")) {
        version = xml.readText().text();
      } else if (xml.is("Code")) {
        code = xml.readText().text();
      } else if (xml.is("Message")) {
        message = xml.readText().text();
      } else if (xml.is("DeleteMarker")) {
        isMarker = xml.readText().text().strip().equalsIgnoreCase("true");
      } else if (xml.is("DeleteMarkerVersionId")) {
        marker = xml.readText().text();
      } else {
        xml.readText();
      }
    }

    @Nullable ObjectName name() {
      return key == null
          ? null
          : new ObjectName(key, version == null || version.isEmpty() ? null : version);
    }
  }
}
