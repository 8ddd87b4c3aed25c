package dev.sluice.store.s3.light.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Partial;
import dev.sluice.store.s3.api.ListPage.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings as services write them.
class ListParserTest {

  private static final String END = "<IsTruncated>false</IsTruncated></ListBucketResult>";

  private static ListPage parse(String xml) throws IOException {
    return ListParser.parse(new Trickle(xml.getBytes(StandardCharsets.UTF_8), 7), 1000);
  }

  @Test
  void a_page_of_aws_is_read() throws Exception {
    ListPage page =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
            <Prefix>p/</Prefix><NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=\
            </NextContinuationToken><KeyCount>2</KeyCount><MaxKeys>2</MaxKeys>\
            <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
            <Contents><Key>p/a+b%2Bc</Key><LastModified>2013-05-24T01:02:03.000Z</LastModified>\
            <ETag>&quot;70ee1738b6b21e2c8a43f3a5ab0eee71&quot;</ETag><Size>1234567890123</Size>\
            <Owner><ID>x</ID><DisplayName>Key</DisplayName></Owner>\
            <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><StorageClass>STANDARD</StorageClass>\
            </Contents><Contents><Key>p/%D0%96%F0%9F%98%80</Key>\
            <LastModified>2013-05-24T01:02:03Z</LastModified><ETag>"e-2"</ETag><Size>0</Size>\
            </Contents></ListBucketResult>\
            """);

    Instant time = Instant.parse("2013-05-24T01:02:03Z");
    assertThat(page.objects())
        .containsExactly(
            new Whole(
                "p/a b+c", 1234567890123L, time, "70ee1738b6b21e2c8a43f3a5ab0eee71", "STANDARD"),
            new Whole("p/Ж😀", 0, time, "e-2", null));
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.nextToken()).isEqualTo("1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=");
  }

  @Test
  void each_object_has_its_own_storage_class_and_a_class_is_kept_once() throws Exception {
    List<String> said =
        java.util.Arrays.asList(
            "STANDARD", "STANDARD", "GLACIER", "STANDARD_IA", "", null, "GLACIER");
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    for (int i = 0; i < said.size(); i++) {
      xml.append("<Contents><Key>").append(i).append("</Key><Size>1</Size><ETag>e</ETag>");
      xml.append("<LastModified>2013-05-24T01:02:03Z</LastModified>");
      if (said.get(i) != null) {
        xml.append("<StorageClass>").append(said.get(i)).append("</StorageClass>");
      }
      xml.append("</Contents>");
    }

    List<ListedObject> objects = parse(xml + END).objects();

    assertThat(objects)
        .extracting(object -> ((Whole) object).storageClass())
        .containsExactly("STANDARD", "STANDARD", "GLACIER", "STANDARD_IA", null, null, "GLACIER");
    assertThat(((Whole) objects.get(6)).storageClass())
        .isSameAs(((Whole) objects.get(2)).storageClass());
  }

  @Test
  void common_prefixes_that_nobody_has_asked_for_stand_in_the_place_of_keys_and_are_refused() {
    assertThatThrownBy(() ->
            parse(
                "<ListBucketResult><IsTruncated>false</IsTruncated><CommonPrefixes><Prefix>d/"
                    + "</Prefix></CommonPrefixes></ListBucketResult>"))
        .hasMessageContaining("common prefixes");
  }

  @Test
  void keys_stay_as_they_are_where_the_service_does_not_encode() throws Exception {
    ListPage page =
        parse(
            "<a:ListBucketResult xmlns:a='u'><a:Contents a:x=\"1>2\"><a:Key>a+b%2B &amp; "
                + "&#x416;&#233;&lt;</a:Key><a:Size/></a:Contents>"
                + "<!-- a > comment --><a:Contents><a:Key><![CDATA[<c>&amp;]]]></a:Key>"
                + "</a:Contents><a:Empty/><a:IsTruncated>FALSE</a:IsTruncated></a:ListBucketResult>");

    assertThat(page.objects().stream().map(ListedObject::key))
        .containsExactly("a+b%2B & Жé<", "<c>&amp;]");
    assertThat(page.objects().getFirst())
        .isEqualTo(new Partial("a+b%2B & Жé<", OptionalLong.empty(), null));
    assertThat(page.isTruncated()).isFalse();
    assertThat(page.nextToken()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013-05-24T01:02:03.999999999Z",
        "2013-05-24T03:02:03+02:00",
        "2013-05-24T01:02:03Z",
        " 2013-05-24T01:02:03.5Z "
      })
  void times_are_read_in_whole_seconds_however_services_write_them(String time) throws Exception {
    ListPage page =
        parse(
            "<ListBucketResult><Contents><Key>k</Key><Size>1</Size><ETag>e</ETag><LastModified>"
                + time
                + "</LastModified></Contents>"
                + END);
    assertThat(((Whole) page.objects().getFirst()).lastModified())
        .isEqualTo(Instant.parse("2013-05-24T01:02:03Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Error><Code>x</Code></Error>",
        "<ListBucketResult><Contents><Key>a",
        "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents>",
        "<ListBucketResult><Contents><Size>1</Size></Contents>" + END,
        "<ListBucketResult><Contents><Key/><Size>1</Size></Contents>" + END,
        "<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents>" + END,
        "<ListBucketResult><Contents><Key>&bad;</Key></Contents>" + END,
        "<ListBucketResult><Contents><Key>a</Key><LastModified>2013-99-24T01:02:03Z"
            + "</LastModified></Contents>"
            + END,
        "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a%2</Key></Contents>"
            + END,
        "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
        "<ListBucketResult><KeyCount>2</KeyCount><Contents><Key>a</Key></Contents>" + END,
        "<ListBucketResult><KeyCount>one</KeyCount><Contents><Key>a</Key></Contents>" + END,
        "<ListBucketResult><Contents><Key>a</Key></Contents><IsTruncated/></ListBucketResult>",
        "<html><body>Sign in</body></html>"
      })
  void what_is_no_whole_listing_is_a_fault_and_never_a_shorter_listing(String xml) {
    assertThatThrownBy(() -> parse(xml)).isInstanceOf(IOException.class);
  }

  @Test
  void more_than_was_asked_for_is_a_fault_before_it_is_all_read() {
    String one = "<Contents><Key>a</Key></Contents>";
    assertThatThrownBy(() ->
            ListParser.parse(
                new ByteArrayInputStream(
                    ("<ListBucketResult>" + one + one + "<").getBytes(StandardCharsets.UTF_8)),
                1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than the 1 keys asked for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated>"})
  void a_token_says_that_there_is_more_whatever_else_is_said(String flag) throws Exception {
    ListPage page =
        parse(
            "<ListBucketResult>"
                + flag
                + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>");
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.nextToken()).isEqualTo("t");
  }

  @Test
  void a_replacement_character_is_doubtful_unless_it_was_encoded_as_itself() throws Exception {
    String keys = "<Contents><Key>a%EF%BF%BD</Key></Contents><Contents><Key>%FF</Key></Contents>";
    ListPage encoded = parse("<ListBucketResult><EncodingType>url</EncodingType>" + keys + END);
    assertThat(encoded.objects().stream().map(ListedObject::key))
        .containsExactly("a\ufffd", "\ufffd");
    assertThat(encoded.spelling().doubtful()).containsExactly("\ufffd");
    assertThat(encoded.lastCertainKey()).isEqualTo("a\ufffd");

    ListPage plain = parse("<ListBucketResult><Contents><Key>a\ufffd</Key></Contents>" + END);
    assertThat(plain.spelling().doubtful()).containsExactly("a\ufffd");
    assertThat(plain.lastCertainKey()).isNull();
  }

  @Property(tries = 200)
  void any_keys_are_read_as_they_were_written_however_the_bytes_arrive(
      @ForAll("keys") List<String> keys, @ForAll @IntRange(min = 1, max = 40) int piece)
      throws Exception {
    StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    for (String key : keys) {
      xml.append("<Contents><Key>")
          .append(java.net.URLEncoder.encode(key, StandardCharsets.UTF_8))
          .append("</Key><Size>1</Size></Contents>");
    }
    xml.append(END);
    ListPage page =
        ListParser.parse(new Trickle(xml.toString().getBytes(StandardCharsets.UTF_8), piece), 1000);

    assertThat(page.objects().stream().map(ListedObject::key)).containsExactlyElementsOf(keys);
  }

  @Provide
  Arbitrary<List<String>> keys() {
    return Arbitraries.strings()
        .withChars("abc/+% &<>\"'\u0001\u0416\u65e5\ufffd")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(key -> key.replace("b", "\ud83d\ude00"))
        .list()
        .ofMaxSize(20);
  }

  /// Gives a few bytes at a time.
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;

    Trickle(byte[] bytes, int most) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, Math.min(length, most));
    }
  }
}
