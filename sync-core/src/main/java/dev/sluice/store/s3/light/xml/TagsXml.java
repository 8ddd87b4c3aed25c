package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.http.HttpAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The XML of GetObjectTagging.
public final class TagsXml {

  private TagsXml() {}

  /// Reads the answer.
  ///
  /// @return values by name
  /// @throws FaultException if it does not say which there are
  public static Map<String, String> read(HttpAnswer answer) throws IOException {
    XmlPull xml = AnswerXml.open(answer, "Tagging");
    Map<String, String> tags = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("TagSet")) {
        tags = new HashMap<>();
        while (AnswerXml.hasNext(xml)) {
          tag(xml, tags);
        }
      } else {
        xml.readText();
      }
    }
    if (tags == null) {
      throw FaultException.corrupt("the answer does not say which tags there are");
    }
    return tags;
  }

  private static void tag(XmlPull xml, Map<String, String> tags) throws IOException {
    String name = null;
    String value = "";
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Key")) {
        name = xml.readText().text();
      } else if (xml.is("Value")) {
        value = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    if (name == null) {
      throw FaultException.corrupt("the answer has a tag without a name");
    }
    tags.put(name, value);
  }
}
