package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ObjectsTest extends ServerTest {

  @Test
  void an_object_comes_back_with_what_it_was_put_with() throws IOException {
    Map<String, String> headers =
        Map.of(
            "content-type", "text/x",
            "cache-control", "no-cache",
            "content-encoding", "gzip, aws-chunked",
            "x-amz-meta-Name", "value",
            "x-amz-tagging", "a=1&b=2",
            "x-amz-storage-class", "STANDARD_IA");
    assertThat(client.put("/b/k", "content", headers).status()).isEqualTo(200);

    TestClient.Answer answer = client.get("/b/k");
    assertThat(answer.text()).isEqualTo("content");
    assertThat(answer.header("content-type")).isEqualTo("text/x");
    assertThat(answer.header("content-encoding")).isEqualTo("gzip");
    assertThat(answer.header("x-amz-meta-name")).isEqualTo("value");
    assertThat(answer.header("x-amz-tagging-count")).isEqualTo("2");
    assertThat(answer.header("last-modified")).isEqualTo("Tue, 24 Nov 2026 05:03:13 GMT");

    ObjectInfo info = server.head("b", "k");
    assertThat(info.sizeBytes()).isEqualTo(7);
    assertThat(info.etag()).isEqualTo("9a0364b9e99bb480dd25e1f0284c8555");
    assertThat(info.lastModified()).isEqualTo(NOW);
    assertThat(info.contentType()).isEqualTo("text/x");
    assertThat(info.metadata()).containsExactly(Map.entry("name", "value"));
    assertThat(info.tags()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    assertThat(info.storageClass()).isEqualTo("STANDARD_IA");
  }

  @Test
  void keys_that_look_like_paths_are_plain_keys() throws IOException {
    String[] keys = {"a", "a/b", "a//b", "/lead", "./x", "x/../y", "..", ".", "trail//"};
    for (String key : keys) {
      assertThat(client.put("/b/" + key, key).status()).isEqualTo(200);
    }
    for (String key : keys) {
      assertThat(client.get("/b/" + key).text()).isEqualTo(key);
    }
    assertThat(server.keys("b"))
        .containsExactlyInAnyOrder(keys)
        .isSortedAccordingTo(String::compareTo);
  }

  @Test
  void a_key_may_have_1024_bytes_of_utf8_and_no_more() throws IOException {
    assertThat(client.put("/b/" + "%C3%BC".repeat(512), "x").status()).isEqualTo(200);
    assertThat(client.put("/b/" + "%C3%BC".repeat(512) + "x", "x").element("Code"))
        .isEqualTo("KeyTooLongError");
    assertThat(client.put("/b/%FF", "x").element("Code")).isEqualTo("InvalidURI");
  }

  @Test
  void ranges_give_what_lies_within_the_object() throws IOException {
    server.put("b", "k", utf8("0123456789"));
    assertThat(range("bytes=2-4")).isEqualTo("206 bytes 2-4/10 234");
    assertThat(range("bytes=7-")).isEqualTo("206 bytes 7-9/10 789");
    assertThat(range("bytes=-3")).isEqualTo("206 bytes 7-9/10 789");
    assertThat(range("bytes=5-99")).isEqualTo("206 bytes 5-9/10 56789");
    assertThat(range("bytes=0-1,3-4")).isEqualTo("200  0123456789");
    assertThat(range("items=0-1")).isEqualTo("200  0123456789");
    assertThat(range("bytes=10-")).startsWith("416 bytes */10 ");
  }

  private String range(String range) throws IOException {
    TestClient.Answer answer = client.send("GET", "/b/k", Map.of("range", range), new byte[0]);
    return answer.status() + " " + answer.header("content-range") + " " + answer.text();
  }

  @Test
  void a_write_can_be_bound_to_what_it_writes_over() throws IOException {
    assertThat(client.put("/b/k", "1", Map.of("if-none-match", "*")).status()).isEqualTo(200);
    assertThat(client.put("/b/k", "2", Map.of("if-none-match", "*")).status()).isEqualTo(412);
    String etag = server.head("b", "k").etag();
    assertThat(client.put("/b/k", "3", Map.of("if-match", "\"0\"")).status()).isEqualTo(412);
    assertThat(client.put("/b/absent", "3", Map.of("if-match", etag)).status()).isEqualTo(404);
    assertThat(server.get("b", "k")).isEqualTo(utf8("1"));
    assertThat(client.put("/b/k", "4", Map.of("if-match", etag)).status()).isEqualTo(200);
    assertThat(client.send("DELETE", "/b/k", Map.of("if-match", etag), new byte[0]).status())
        .isEqualTo(412);
    assertThat(server.get("b", "k")).isEqualTo(utf8("4"));
  }

  @Test
  void a_read_can_be_bound_to_etag_and_date() throws IOException {
    server.put("b", "k", utf8("x"));
    String etag = server.head("b", "k").etag();
    String now = "Tue, 24 Nov 2026 05:03:13 GMT";
    String before = "Tue, 24 Nov 2026 05:03:12 GMT";
    assertThat(read(Map.of("if-match", '"' + etag + '"'))).isEqualTo(200);
    assertThat(read(Map.of("if-match", "\"0\""))).isEqualTo(412);
    assertThat(read(Map.of("if-none-match", "\"0\", \"" + etag + '"'))).isEqualTo(304);
    assertThat(read(Map.of("if-modified-since", now))).isEqualTo(304);
    assertThat(read(Map.of("if-modified-since", before))).isEqualTo(200);
    assertThat(read(Map.of("if-unmodified-since", before))).isEqualTo(412);
    assertThat(read(Map.of("if-unmodified-since", now))).isEqualTo(200);
    assertThat(read(Map.of("if-match", etag, "if-unmodified-since", before))).isEqualTo(200);
    assertThat(read(Map.of("if-none-match", "\"0\"", "if-modified-since", now))).isEqualTo(200);
  }

  private int read(Map<String, String> conditions) throws IOException {
    return client.send("GET", "/b/k", conditions, new byte[0]).status();
  }

  @Test
  void content_that_is_not_what_was_announced_is_refused_and_not_kept() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "content-md5", "AAAAAAAAAAAAAAAAAAAAAA==",
            "x-amz-checksum-crc32", "AAAAAA==",
            "x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "x-amz-content-sha256", "0".repeat(64));
    for (Map.Entry<String, String> digest : wrong.entrySet()) {
      TestClient.Answer answer =
          client.put("/b/k", "data", Map.of(digest.getKey(), digest.getValue()));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.element("Code")).isIn("BadDigest", "XAmzContentSHA256Mismatch");
    }
    assertThat(client.put("/b/k", "data", Map.of("content-md5", "short")).element("Code"))
        .isEqualTo("InvalidDigest");
    assertThat(server.keys("b")).isEmpty();
  }

  @Test
  void a_copy_keeps_or_replaces_what_its_directives_say() throws IOException {
    Map<String, String> source = Map.of("x-amz-copy-source", "/b/s%20%2B%C3%BC");
    assertThat(client.put("/b/kept", "", source).status()).isEqualTo(404);
    client.put(
        "/b/s%20%2B%C3%BC",
        "x", Map.of("content-type", "text/x", "x-amz-meta-a", "1", "x-amz-tagging", "t=1"));
    assertThat(client.put("/b/kept", "", source).status()).isEqualTo(200);
    assertThat(server.head("b", "kept").metadata()).containsExactly(Map.entry("a", "1"));
    assertThat(server.head("b", "kept").tags()).containsExactly(Map.entry("t", "1"));

    Map<String, String> replacing =
        Map.of(
            "x-amz-copy-source", "/b/kept",
            "x-amz-metadata-directive", "REPLACE",
            "x-amz-tagging-directive", "REPLACE",
            "x-amz-meta-b", "2");
    assertThat(client.put("/b/new", "", replacing).status()).isEqualTo(200);
    assertThat(server.head("b", "new").metadata()).containsExactly(Map.entry("b", "2"));
    assertThat(server.head("b", "new").tags()).isEmpty();
    assertThat(server.head("b", "new").contentType()).isNull();
  }

  @Test
  void a_copy_can_be_bound_to_its_source_and_to_its_destination() throws IOException {
    server.put("b", "s", utf8("1"));
    server.put("b", "d", utf8("2"));
    String etag = server.head("b", "s").etag();
    assertThat(copy(Map.of("x-amz-copy-source-if-match", "\"0\""))).isEqualTo(412);
    assertThat(copy(Map.of("x-amz-copy-source-if-none-match", etag))).isEqualTo(412);
    assertThat(copy(Map.of("if-none-match", "*"))).isEqualTo(412);
    assertThat(copy(Map.of("if-match", etag))).isEqualTo(412);
    assertThat(server.get("b", "d")).isEqualTo(utf8("2"));
    assertThat(copy(Map.of("x-amz-copy-source-if-match", etag))).isEqualTo(200);
    assertThat(server.get("b", "d")).isEqualTo(utf8("1"));
  }

  private int copy(Map<String, String> conditions) throws IOException {
    Map<String, String> headers = new HashMap<>(conditions);
    headers.put("x-amz-copy-source", "b/s");
    return client.put("/b/d", "", headers).status();
  }

  @Test
  void an_archived_object_is_listed_but_not_read() throws IOException {
    client.put("/b/k", "x", Map.of("x-amz-storage-class", "GLACIER"));
    assertThat(client.get("/b/k").element("Code")).isEqualTo("InvalidObjectState");
    assertThat(client.send("HEAD", "/b/k", Map.of(), new byte[0]).status()).isEqualTo(200);
    assertThat(client.get("/b?list-type=2").element("StorageClass")).isEqualTo("GLACIER");
  }

  @Test
  void an_object_under_kms_has_an_etag_that_is_no_md5_of_its_content() throws IOException {
    client.put("/b/plain", "x");
    client.put("/b/kms", "x", Map.of("x-amz-server-side-encryption", "aws:kms"));
    assertThat(server.head("b", "kms").etag()).isNotEqualTo(server.head("b", "plain").etag());
    assertThat(server.head("b", "kms").attributes().encryption()).isEqualTo("aws:kms");
  }

  @Test
  void many_keys_are_deleted_by_one_request_and_absent_ones_count_as_deleted() throws IOException {
    server.put("b", "a&b", utf8("x"));
    String document =
        "<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>absent</Key></Object></Delete>";
    TestClient.Answer refused = client.post("/b?delete", document, Map.of());
    assertThat(refused.element("Code")).isEqualTo("InvalidRequest");
    TestClient.Answer answer =
        client.post("/b?delete", document, Map.of("x-amz-checksum-crc32", crc32(document)));
    assertThat(answer.text()).contains("<Key>a&amp;b</Key>", "<Key>absent</Key>");
    assertThat(server.keys("b")).isEmpty();
  }

  private static String crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(utf8(text));
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void an_unknown_sub_resource_never_deletes_or_makes_a_bucket() throws IOException {
    for (String subResource :
        new String[] {"metrics", "analytics&id=1", "whatever", "policyStatus"}) {
      assertThat(client.delete("/b?" + subResource).status()).isEqualTo(501);
      assertThat(client.put("/new-bucket?" + subResource + "x", "").status()).isEqualTo(501);
    }
    assertThat(client.get("/b?id=1&metrics").status()).isEqualTo(501);
    assertThat(client.delete("/b?publicAccessBlock").status()).isEqualTo(204);
    assertThat(server.bucketNames()).containsExactly("b");
    assertThat(client.delete("/b").status()).isEqualTo(204);
    assertThat(server.bucketNames()).isEmpty();
  }

  @Test
  void what_does_not_exist_is_told_apart() throws IOException {
    assertThat(client.get("/b/absent").element("Code")).isEqualTo("NoSuchKey");
    assertThat(client.get("/absent/k").element("Code")).isEqualTo("NoSuchBucket");
    assertThat(client.get("/b/k?uploadId=1").element("Code")).isEqualTo("NoSuchUpload");
    assertThat(client.put("/UPPER", "").element("Code")).isEqualTo("InvalidBucketName");
    assertThat(server.find("b", "absent")).isNull();
    assertThatThrownBy(() -> server.head("b", "absent")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> server.keys("absent")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_listing_shows_names_percent_encoded_when_asked_to() throws IOException {
    server.put("b", "a b/\u0001+", utf8("x"));
    TestClient.Answer answer =
        client.get("/b?delimiter=%2F&encoding-type=url&list-type=2&prefix=a%20b%2F");
    assertThat(answer.element("Key")).isEqualTo("a+b/%01%2B");
    assertThat(answer.element("Prefix")).isEqualTo("a+b/");
    assertThat(client.get("/b?list-type=2").element("Key")).isEqualTo("a b/&#x1;+");
  }

  @Test
  void the_older_listing_goes_on_behind_its_marker() throws IOException {
    for (String key : new String[] {"a", "d/1", "d/2", "e"}) {
      server.put("b", key, utf8("x"));
    }
    TestClient.Answer first = client.get("/b?delimiter=%2F&max-keys=2");
    assertThat(first.element("NextMarker")).isEqualTo("d/");
    TestClient.Answer second = client.get("/b?delimiter=%2F&marker=d%2F&max-keys=2");
    assertThat(second.element("Key")).isEqualTo("e");
    assertThat(second.text()).doesNotContain("CommonPrefixes");
  }
}
