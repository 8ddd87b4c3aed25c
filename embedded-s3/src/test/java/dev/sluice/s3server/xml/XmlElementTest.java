package dev.sluice.s3server.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.ByteSink;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlElementTest {

  private static XmlElement parse(String document) {
    return XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "Root");
  }

  @Test
  void elements_are_found_by_local_name_with_their_text() {
    XmlElement root =
        parse(
            "<Root xmlns='urn:x'><a>1 &amp; 2</a><a> <![CDATA[<3>]]></a><b t='v'><c/></b></Root>");
    assertThat(root.children("a")).extracting(XmlElement::text).containsExactly("1 & 2", " <3>");
    assertThat(root.textOf("absent")).isNull();
    XmlElement b = root.children("b").getFirst();
    assertThat(b.attribute("t")).isEqualTo("v");
    assertThat(b.textOf("c")).isEmpty();
  }

  @Test
  void nothing_is_taken_from_outside_the_document() {
    String external =
        "<!DOCTYPE Root [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Root><a>&e;</a></Root>";
    assertThatThrownBy(() -> parse(external)).isInstanceOf(S3Exception.class);
  }

  @Test
  void what_is_malformed_or_something_else_is_refused() {
    for (String document : new String[] {"", "<Root>", "<Other/>", "text", "<Root></Toor>"}) {
      assertThatThrownBy(() -> parse(document))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.code()).isEqualTo("MalformedXML"));
    }
    assertThatThrownBy(() -> parse("<Root>" + "<x>".repeat(100) + "</x>".repeat(100) + "</Root>"))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void written_text_is_escaped_and_read_back_as_it_was() {
    XmlWriter xml = new XmlWriter(new ByteSink(16)).document("Root");
    xml.element("a", "<&>\"' \u00e9\ud83d\ude00\r\n\t").close("Root");
    String document = new String(xml.sink().toByteArray(), StandardCharsets.UTF_8);
    assertThat(document).contains("&lt;&amp;&gt;&quot;'").contains("&#xd;&#xa;&#x9;");
    assertThat(parse(document).textOf("a")).isEqualTo("<&>\"' \u00e9\ud83d\ude00\r\n\t");
  }
}
