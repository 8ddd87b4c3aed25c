package dev.sluice.store.s3.light.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.s3.light.xml.XmlPull.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// XML that has no end is given up.
class XmlPullTest {

  /// The same bytes over and over, behind a beginning.
  private static final class Endless extends InputStream {
    private final byte[] again;
    private byte[] piece;
    private int at;

    Endless(String beginning, String again) {
      this.again = again.repeat(8192 / again.length()).getBytes(StandardCharsets.UTF_8);
      this.piece = beginning.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (at == piece.length) {
        piece = again;
        at = 0;
      }
      int taken = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, from, taken);
      at += taken;
      return taken;
    }
  }

  private static void readAll(InputStream in) throws IOException {
    XmlPull xml = new XmlPull(in);
    while (xml.next() != Event.END_OF_DOCUMENT) {
      if (xml.is("Text")) {
        xml.readText();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " | ",
        "<a>| ",
        "<a>|<b>",
        "<a>|<b/>",
        "<a>|<Text>t</Text>",
        "<Text>|<b>",
        "<Text>|<b></b>",
        "<Text>|t",
        "<Text><![CDATA[|]",
        "<|name",
        "<a |b='c' ",
        "<a b='|c",
        "<!--|-",
        "<!|x",
        "<?|x",
        "</|x",
        "<Text>&|amp"
      })
  void xml_without_end_is_given_up(String shape) {
    int bar = shape.indexOf('|');
    InputStream in = new Endless(shape.substring(0, bar), shape.substring(bar + 1));
    assertThatThrownBy(() -> readAll(in)).isInstanceOf(IOException.class);
  }

  @Test
  void a_text_is_read_past_elements_within_it() throws Exception {
    XmlPull xml =
        new XmlPull(
            new ByteArrayInputStream(
                "<Text>a<b>c<d/></b>&lt;</Text>".getBytes(StandardCharsets.UTF_8)));
    assertThat(xml.next()).isEqualTo(Event.START);
    assertThat(xml.readText().text()).isEqualTo("ac<");
    assertThat(xml.next()).isEqualTo(Event.END_OF_DOCUMENT);
  }
}
