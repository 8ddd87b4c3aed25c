package dev.sluice.store.s3.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.s3.light.xml.XmlPull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlBoundsTest {

  private static InputStream xml(String text) {
    return new XmlBounds(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void xml_of_endless_depth_or_length_is_given_up() {
    assertThatThrownBy(() -> xml("<a>".repeat(100_000)).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> xml(" ".repeat(XmlPull.MAX_BYTES + 1)).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void many_elements_beside_each_other_pass_whatever_they_hold() throws Exception {
    String many =
        "<?xml version='1.0'?><!-- a --><R x='a>b'>"
            + "<C><K>k &lt;</K><E/><E a=\"/\" /></C>".repeat(1000)
            + "</R>";
    assertThat(new String(xml(many).readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(many);
  }

  @Test
  void the_outermost_element_is_named() throws Exception {
    assertThat(root("<?xml version='1.0'?><!-- a --><n:Root x='1'><Inner/></n:Root>"))
        .isEqualTo("Root");
    assertThat(root("<Root/>")).isEqualTo("Root");
    assertThat(root("no XML")).isEmpty();
    assertThat(root("<" + "a".repeat(1_000) + ">")).hasSizeLessThan(200);
  }

  private static String root(String text) throws IOException {
    StringBuilder root = new StringBuilder();
    new XmlBounds(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), root::append)
        .readAllBytes();
    return root.toString();
  }
}
