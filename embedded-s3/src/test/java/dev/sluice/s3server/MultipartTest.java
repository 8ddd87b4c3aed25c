package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultipartTest extends ServerTest {

  private static final byte[] FIVE_MIB = new byte[5 << 20];

  private String upload;

  @BeforeEach
  void begin() throws IOException {
    Map<String, String> headers = Map.of("content-type", "text/x", "x-amz-meta-a", "1");
    upload = client.post("/b/k?uploads", "", headers).element("UploadId");
  }

  private String part(int number, byte[] body) throws IOException {
    String target = "/b/k?partNumber=" + number + "&uploadId=" + upload;
    return client.send("PUT", target, Map.of(), body).header("etag");
  }

  private static String listed(int number, String etag) {
    return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
  }

  private TestClient.Answer complete(String... parts) throws IOException {
    return client.post(
        "/b/k?uploadId=" + upload,
        "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>",
        Map.of());
  }

  @Test
  void parts_are_joined_in_order_with_the_attributes_of_the_beginning() throws IOException {
    String second = part(2, utf8("tail"));
    String first = part(1, FIVE_MIB);
    assertThat(server.openMultipartUploads("b"))
        .containsExactly(new OpenUpload("k", upload, List.of(1, 2)));
    assertThat(server.keys("b")).isEmpty();

    TestClient.Answer answer = complete(listed(1, first), listed(2, second));
    assertThat(answer.status()).isEqualTo(200);
    ObjectInfo info = server.head("b", "k");
    assertThat(info.etag()).endsWith("-2");
    assertThat(info.partSizesBytes()).containsExactly(5L << 20, 4L);
    assertThat(info.metadata()).containsExactly(Map.entry("a", "1"));
    assertThat(server.get("b", "k")).endsWith(utf8("tail")).hasSize((5 << 20) + 4);
    assertThat(server.openMultipartUploads("b")).isEmpty();
    assertThat(client.get("/b/k?partNumber=2").text()).isEqualTo("tail");
    assertThat(client.get("/b/k?partNumber=3").status()).isEqualTo(416);
  }

  @Test
  void a_completion_whose_answer_got_lost_can_be_repeated() throws IOException {
    String etag = part(1, utf8("x"));
    String first = complete(listed(1, etag)).element("ETag");
    TestClient.Answer again = complete(listed(1, etag));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.element("ETag")).isEqualTo(first);
  }

  @Test
  void a_list_of_parts_that_does_not_fit_is_refused_and_the_upload_stays_open() throws IOException {
    String small = part(1, utf8("small"));
    String other = part(2, utf8("x"));
    assertThat(complete(listed(1, small), listed(2, other)).element("Code"))
        .isEqualTo("EntityTooSmall");
    assertThat(complete(listed(2, other), listed(1, small)).element("Code"))
        .isEqualTo("InvalidPartOrder");
    assertThat(complete(listed(1, other)).element("Code")).isEqualTo("InvalidPart");
    assertThat(complete(listed(7, other)).element("Code")).isEqualTo("InvalidPart");
    assertThat(complete().element("Code")).isEqualTo("MalformedXML");
    assertThat(server.keys("b")).isEmpty();
    assertThat(server.openMultipartUploads("b")).hasSize(1);
    assertThat(complete(listed(2, other)).status()).isEqualTo(200);
    assertThat(server.get("b", "k")).isEqualTo(utf8("x"));
  }

  @Test
  void a_part_that_is_uploaded_again_takes_the_place_of_the_first() throws IOException {
    part(1, utf8("old"));
    String etag = part(1, utf8("new"));
    complete(listed(1, etag));
    assertThat(server.get("b", "k")).isEqualTo(utf8("new"));
  }

  @Test
  void an_aborted_upload_takes_no_more_parts_and_cannot_be_completed() throws IOException {
    String etag = part(1, utf8("x"));
    assertThat(client.delete("/b/k?uploadId=" + upload).status()).isEqualTo(204);
    assertThat(server.openMultipartUploads("b")).isEmpty();
    assertThat(complete(listed(1, etag)).element("Code")).isEqualTo("NoSuchUpload");
    assertThat(client.put("/b/k?partNumber=2&uploadId=" + upload, "x").element("Code"))
        .isEqualTo("NoSuchUpload");
  }

  @Test
  void a_part_can_be_copied_from_a_range_of_an_object() throws IOException {
    server.put("b", "source", utf8("0123456789"));
    Map<String, String> headers =
        Map.of("x-amz-copy-source", "/b/source", "x-amz-copy-source-range", "bytes=2-5");
    TestClient.Answer part = client.put("/b/k?partNumber=1&uploadId=" + upload, "", headers);
    assertThat(complete(listed(1, part.element("ETag"))).status()).isEqualTo(200);
    assertThat(server.get("b", "k")).isEqualTo(utf8("2345"));
    Map<String, String> beyond =
        Map.of("x-amz-copy-source", "/b/source", "x-amz-copy-source-range", "bytes=2-10");
    String open = client.post("/b/k?uploads", "", Map.of()).element("UploadId");
    assertThat(client.put("/b/k?partNumber=1&uploadId=" + open, "", beyond).element("Code"))
        .isEqualTo("InvalidArgument");
  }

  @Test
  void a_copy_of_an_object_in_parts_is_in_one_piece() throws IOException {
    String etag = part(1, utf8("x"));
    complete(listed(1, etag));
    client.put("/b/copy", "", Map.of("x-amz-copy-source", "/b/k"));
    assertThat('"' + server.head("b", "copy").etag() + '"').isEqualTo(etag);
  }

  @Test
  void uploads_are_listed_by_prefix_and_page() throws IOException {
    client.post("/b/dir/1?uploads", "", Map.of());
    client.post("/b/dir/2?uploads", "", Map.of());
    assertThat(client.get("/b?prefix=dir%2F&uploads").text())
        .contains("<Key>dir/1</Key>", "<Key>dir/2</Key>")
        .doesNotContain("<Key>k</Key>");
    TestClient.Answer page = client.get("/b?max-uploads=1&uploads");
    assertThat(page.element("NextKeyMarker")).isEqualTo("dir/1");
    assertThat(page.element("IsTruncated")).isEqualTo("true");
    TestClient.Answer folded = client.get("/b?delimiter=%2F&uploads");
    assertThat(folded.text()).contains("<CommonPrefixes><Prefix>dir/</Prefix></CommonPrefixes>");
  }

  @Test
  void a_server_can_take_smaller_parts_for_the_sake_of_tests() throws IOException {
    try (S3Server lenient =
        S3Server.builder().credentials("ak", "sk").clock(CLOCK).minPartBytes(3).start()) {
      lenient.createBucket("b");
      client = new TestClient(lenient.port(), "ak", "sk", CLOCK);
      begin();
      String first = part(1, utf8("abc"));
      String tooSmall = part(2, utf8("de"));
      String last = part(3, utf8("f"));
      assertThat(complete(listed(1, first), listed(2, tooSmall), listed(3, last)).element("Code"))
          .isEqualTo("EntityTooSmall");
      assertThat(complete(listed(1, first), listed(2, tooSmall)).status()).isEqualTo(200);
      assertThat(lenient.get("b", "k")).isEqualTo(utf8("abcde"));
    }
  }
}
