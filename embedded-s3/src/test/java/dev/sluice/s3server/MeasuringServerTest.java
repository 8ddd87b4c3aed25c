package dev.sluice.s3server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MeasuringServerTest {

  private static final int PART_BYTES = 5 << 20;

  private final S3Server server;
  private final UnsignedClient client;

  MeasuringServerTest() throws IOException {
    server =
        ServerArguments.start(
            "--measuring", "--bucket", "data", "--bucket", "other", "--keep-bytes", "6000000");
    client = new UnsignedClient(server.endpoint());
  }

  @BeforeEach
  void begin() throws Exception {
    assertThat(client.text("/data?list-type=2")).contains("<KeyCount>0</KeyCount>");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static byte[] noise(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    new Random(sizeBytes).nextBytes(bytes);
    return bytes;
  }

  private static String base64Md5(byte[] content) throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void an_object_comes_back_with_its_bytes_md5_and_metadata() throws Exception {
    byte[] content = noise(200_000);
    HttpResponse<byte[]> put =
        client.put(
            "/data/a/b%20c", content, "x-amz-meta-mtime", "17.5", "Content-Type", "image/jpeg");
    HttpResponse<byte[]> got = client.get("/data/a/b%20c");

    assertThat(UnsignedClient.header(put, "ETag")).isEqualTo(UnsignedClient.quotedMd5(content));
    assertThat(got.body()).isEqualTo(content);
    assertThat(UnsignedClient.header(got, "ETag")).isEqualTo(UnsignedClient.quotedMd5(content));
    assertThat(UnsignedClient.header(got, "x-amz-meta-mtime")).isEqualTo("17.5");
    assertThat(UnsignedClient.header(got, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(UnsignedClient.header(got, "Last-Modified")).endsWith("GMT");
  }

  @Test
  void a_range_gives_its_part_and_says_so() throws Exception {
    byte[] content = noise(1000);
    client.put("/data/k", content);
    HttpResponse<byte[]> got = client.get("/data/k", "Range", "bytes=10-19");

    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(got.body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
    assertThat(UnsignedClient.header(got, "Content-Range")).isEqualTo("bytes 10-19/1000");
    assertThat(client.get("/data/k", "Range", "bytes=1000-").statusCode()).isEqualTo(416);
  }

  @Test
  void a_body_in_signed_chunks_with_a_trailer_is_decoded() throws Exception {
    String body =
        String.join(
            "\r\n",
            "5;chunk-signature=00",
            "hello",
            "6;chunk-signature=00",
            " world",
            "0;chunk-signature=00",
            "x-amz-checksum-crc32:DUoRhQ==",
            "",
            "");
    HttpResponse<byte[]> put =
        client.put(
            "/data/k",
            utf8(body),
            "x-amz-content-sha256",
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "Content-Encoding",
            "aws-chunked",
            "x-amz-trailer",
            "x-amz-checksum-crc32",
            "x-amz-decoded-content-length",
            "11");
    HttpResponse<byte[]> got = client.get("/data/k", "x-amz-checksum-mode", "ENABLED");

    assertThat(UnsignedClient.header(put, "ETag"))
        .isEqualTo(UnsignedClient.quotedMd5(utf8("hello world")));
    assertThat(got.body()).isEqualTo(utf8("hello world"));
    assertThat(UnsignedClient.header(got, "Content-Encoding")).isEmpty();
    assertThat(UnsignedClient.header(got, "x-amz-checksum-crc32")).isEqualTo("DUoRhQ==");
  }

  @Test
  void a_crc32c_is_checked_and_told_in_the_answer() throws Exception {
    String header = "x-amz-checksum-crc32c";
    HttpResponse<byte[]> right = client.put("/data/k", utf8("123456789"), header, "4waSgw==");
    assertThat(UnsignedClient.header(right, header)).isEqualTo("4waSgw==");
    assertThat(client.put("/data/l", utf8("12345678"), header, "4waSgw==").statusCode())
        .isEqualTo(400);
    assertThat(client.get("/data/l").statusCode()).isEqualTo(404);
  }

  @Test
  void pages_of_a_listing_join_without_gap_or_overlap() throws Exception {
    for (String key : List.of("a", "b%2F1", "b%2F2", "c", "d%20%26", "e%2F1")) {
      client.put("/data/" + key, utf8(key));
    }
    String first = client.text("/data?list-type=2&max-keys=4&encoding-type=url");
    String token = UnsignedClient.elements(first, "NextContinuationToken").getFirst();
    String second =
        client.text("/data?list-type=2&max-keys=4&encoding-type=url&continuation-token=" + token);

    assertThat(UnsignedClient.elements(first, "Key")).containsExactly("a", "b/1", "b/2", "c");
    assertThat(first).contains("<IsTruncated>true</IsTruncated>");
    assertThat(UnsignedClient.elements(second, "Key")).containsExactly("d+%26", "e/1");
    assertThat(second).contains("<IsTruncated>false</IsTruncated>");
  }

  @Test
  void a_delimiter_folds_keys_into_common_prefixes_for_both_listings() throws Exception {
    for (String key : List.of("a", "b/1", "b/2", "c/1", "d")) {
      client.put("/data/" + key, utf8(key));
    }
    String newer = client.text("/data?list-type=2&delimiter=/");
    String older = client.text("/data?delimiter=/&max-keys=2");
    String next = client.text("/data?delimiter=/&max-keys=2&marker=b/");

    assertThat(UnsignedClient.elements(newer, "Key")).containsExactly("a", "d");
    assertThat(UnsignedClient.elements(newer, "Prefix")).containsExactly("", "b/", "c/");
    assertThat(UnsignedClient.elements(older, "NextMarker")).containsExactly("b/");
    assertThat(UnsignedClient.elements(next, "Prefix")).containsExactly("", "c/");
    assertThat(UnsignedClient.elements(next, "Key")).containsExactly("d");
  }

  @Test
  void parts_make_one_object_whose_etag_is_that_of_its_parts() throws Exception {
    byte[] part = noise(PART_BYTES);
    String begun = new String(client.send("POST", "/data/k?uploads", new byte[0]).body(), UTF_8);
    String upload = UnsignedClient.elements(begun, "UploadId").getFirst();
    StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
    for (int number = 1; number <= 2; number++) {
      String target = "/data/k?partNumber=" + number + "&uploadId=" + upload;
      String etag = UnsignedClient.header(client.put(target, part), "ETag");
      parts.append("<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>");
    }
    parts.append("</CompleteMultipartUpload>");
    HttpResponse<byte[]> done =
        client.send("POST", "/data/k?uploadId=" + upload, utf8(parts.toString()));
    HttpResponse<byte[]> got =
        client.get("/data/k", "Range", "bytes=" + (PART_BYTES - 1) + "-" + PART_BYTES);
    HttpResponse<byte[]> head = client.send("HEAD", "/data/k?partNumber=1", new byte[0]);

    assertThat(new String(done.body(), UTF_8)).contains("-2&quot;</ETag>");
    assertThat(got.body()).containsExactly(part[PART_BYTES - 1], part[0]);
    assertThat(UnsignedClient.header(head, "Content-Length"))
        .isEqualTo(Integer.toString(PART_BYTES));
    assertThat(UnsignedClient.header(head, "x-amz-mp-parts-count")).isEqualTo("2");
  }

  @Test
  void content_above_the_bound_is_hashed_and_listed_but_not_given_back() throws Exception {
    byte[] content = noise(6_000_001);
    HttpResponse<byte[]> put = client.put("/data/k", content);

    assertThat(UnsignedClient.header(put, "ETag")).isEqualTo(UnsignedClient.quotedMd5(content));
    assertThat(client.text("/data?list-type=2")).contains("<Size>6000001</Size>");
    assertThat(client.get("/data/k").statusCode()).isEqualTo(501);
  }

  @Test
  void a_copy_has_the_content_of_its_source_and_metadata_as_directed() throws Exception {
    client.put("/data/k", utf8("hello"), "x-amz-meta-mtime", "1");
    client.put("/other/same", new byte[0], "x-amz-copy-source", "/data/k");
    client.put(
        "/other/new",
        new byte[0],
        "x-amz-copy-source",
        "data/k",
        "x-amz-metadata-directive",
        "REPLACE",
        "x-amz-meta-mtime",
        "2");
    HttpResponse<byte[]> refused =
        client.put(
            "/other/no",
            new byte[0],
            "x-amz-copy-source",
            "data/k",
            "x-amz-copy-source-if-match",
            "\"00\"");

    assertThat(client.get("/other/same").body()).isEqualTo(utf8("hello"));
    assertThat(UnsignedClient.header(client.get("/other/same"), "x-amz-meta-mtime")).isEqualTo("1");
    assertThat(UnsignedClient.header(client.get("/other/new"), "x-amz-meta-mtime")).isEqualTo("2");
    assertThat(refused.statusCode()).isEqualTo(412);
  }

  @Test
  void deleted_keys_are_gone_and_no_longer_counted() throws Exception {
    client.put("/data/a", utf8("a"));
    client.put("/data/b&c", utf8("b"));
    client.put("/data/d", utf8("d"));
    String batch =
        "<Delete><Object><Key>b&amp;c</Key></Object><Object><Key>none</Key></Object></Delete>";
    client.send("POST", "/data?delete", utf8(batch), "Content-MD5", base64Md5(utf8(batch)));
    client.send("DELETE", "/data/d", new byte[0]);

    assertThat(UnsignedClient.elements(client.text("/data?list-type=2"), "Key"))
        .containsExactly("a");
    assertThat(client.counter("objects.data")).isEqualTo(1);
  }

  @Test
  void requests_are_counted_by_operation_until_the_next_reset() throws Exception {
    client.put("/data/a", utf8("a"));
    client.get("/data/none");

    assertThat(client.counter("requests.PutObject")).isEqualTo(1);
    assertThat(client.counter("requests.GetObject")).isEqualTo(1);
    assertThat(client.counter("errors")).isEqualTo(1);
    client.send("POST", "/_bench/reset", new byte[0]);
    assertThat(client.counter("requests")).isZero();
    assertThat(client.counter("objects.data")).isEqualTo(1);
  }

  @Test
  void a_bucket_without_settings_answers_as_s3_does() throws Exception {
    assertThat(client.text("/data?location")).contains("<LocationConstraint");
    assertThat(client.text("/data?versioning")).contains("<VersioningConfiguration");
    assertThat(client.text("/data?policy")).contains("NoSuchBucketPolicy");
    assertThat(client.text("/data?acl")).contains("FULL_CONTROL");
    client.put("/data/k", utf8("k"));
    assertThat(client.put("/data/k?acl", new byte[0], "x-amz-acl", "private").statusCode())
        .isEqualTo(200);
    assertThat(client.put("/data/none?acl", new byte[0], "x-amz-acl", "private").statusCode())
        .isEqualTo(404);
    assertThat(client.put("/data/k?retention", utf8("<Retention/>")).statusCode()).isEqualTo(501);
    assertThat(client.get("/data/k").body()).isEqualTo(utf8("k"));
    assertThat(client.text("/none?list-type=2")).contains("NoSuchBucket");
    assertThat(client.send("HEAD", "/none", new byte[0]).statusCode()).isEqualTo(404);
  }
}
