package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.http.HttpAnswer;
import dev.sluice.store.s3.light.xml.XmlPull.Event;
import java.io.IOException;

/// The frame of every answer in XML: it is the document that was asked for, or an error, and it is
/// read to its end.
public final class AnswerXml {

  private AnswerXml() {}

  /// Opens the document. An answer that takes long begins with status 200 before it is known
  /// whether what was asked for has succeeded, and may still end in an error.
  ///
  /// @param root its outermost element
  /// @throws RefusedException if it is an error
  /// @throws IOException if it is anything else, such as the page of a proxy
  public static XmlPull open(HttpAnswer answer, String root) throws IOException {
    XmlPull xml = new XmlPull(answer.body());
    if (xml.next() == Event.START) {
      if (xml.is("Error")) {
        throw RefusedException.ofElement(answer.status(), xml, null, answer.header("date"));
      }
      if (xml.is(root)) {
        return xml;
      }
    }
    throw new IOException("the answer is no " + root);
  }

  /// Whether another element has begun in the one that is open.
  ///
  /// @throws IOException if the document ends before that one's end
  public static boolean hasNext(XmlPull xml) throws IOException {
    return switch (xml.next()) {
      case START -> true;
      case END -> false;
      case END_OF_DOCUMENT -> throw new IOException("the answer ends before its end");
    };
  }
}
