package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The requests and signatures are the examples that AWS publishes for Signature Version 4 in S3's
/// API reference.
class SignatureTest {

  private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant EXAMPLE_TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private S3Server server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = startAt(EXAMPLE_TIME);
    client =
        new TestClient(server.port(), KEY_ID, SECRET, Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC));
  }

  private static S3Server startAt(Instant now) throws IOException {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    S3Server started =
        S3Server.builder()
            .credentials(KEY_ID, SECRET)
            .credentials("temporary", "secret", "token")
            .domain("s3.amazonaws.com")
            .clock(clock)
            .start();
    started.createBucket("examplebucket");
    return started;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Map<String, String> example(
      String host, String sha256, String signedHeaders, String signature) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", host);
    headers.put("x-amz-content-sha256", sha256);
    headers.put("x-amz-date", "20130524T000000Z");
    headers.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + KEY_ID
            + "/20130524/us-east-1/s3/aws4_request,SignedHeaders="
            + signedHeaders
            + ",Signature="
            + signature);
    return headers;
  }

  @Test
  void the_published_get_with_a_range_is_accepted() throws IOException {
    server.put("examplebucket", "test.txt", "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers =
        example(
            "examplebucket.s3.amazonaws.com",
            EMPTY_SHA256,
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    headers.put("Range", "bytes=0-9");
    TestClient.Answer answer = client.sendAsIs("GET", "/test.txt", headers, new byte[0]);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.text()).isEqualTo("0123456789");
  }

  @Test
  void the_published_put_is_accepted_and_stored_under_its_decoded_key() throws IOException {
    Map<String, String> headers =
        example(
            "examplebucket.s3.amazonaws.com",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    headers.put("Date", "Fri, 24 May 2013 00:00:00 GMT");
    headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
    TestClient.Answer answer =
        client.sendAsIs(
            "PUT",
            "/test%24file.text",
            headers,
            "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(server.head("examplebucket", "test$file.text").storageClass())
        .isEqualTo("REDUCED_REDUNDANCY");
  }

  @Test
  void the_published_sub_resource_and_listing_are_accepted() throws IOException {
    Map<String, String> lifecycle =
        example(
            "examplebucket.s3.amazonaws.com",
            EMPTY_SHA256,
            "host;x-amz-content-sha256;x-amz-date",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    assertThat(client.sendAsIs("GET", "/?lifecycle", lifecycle, new byte[0]).element("Code"))
        .isEqualTo("NoSuchLifecycleConfiguration");
    Map<String, String> listing =
        example(
            "examplebucket.s3.amazonaws.com",
            EMPTY_SHA256,
            "host;x-amz-content-sha256;x-amz-date",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    assertThat(client.sendAsIs("GET", "/?max-keys=2&prefix=J", listing, new byte[0]).status())
        .isEqualTo(200);
  }

  private static final String PRESIGNED =
      "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
          + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
          + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
          + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

  private TestClient.Answer getPresigned(String target) throws IOException {
    TestClient anyone = new TestClient(server.port(), "", "", Clock.systemUTC());
    return anyone.sendAsIs(
        "GET", target, Map.of("Host", "examplebucket.s3.amazonaws.com"), new byte[0]);
  }

  @Test
  void the_published_presigned_get_is_accepted_until_it_expires() throws IOException {
    server.put("examplebucket", "test.txt", new byte[] {'x'});
    assertThat(getPresigned(PRESIGNED).text()).isEqualTo("x");
    server.close();

    server = startAt(EXAMPLE_TIME.plus(Duration.ofDays(1)));
    server.put("examplebucket", "test.txt", new byte[] {'x'});
    assertThat(getPresigned(PRESIGNED).status()).isEqualTo(200);
    server.close();

    server = startAt(EXAMPLE_TIME.plus(Duration.ofDays(1)).plusSeconds(1));
    TestClient.Answer expired = getPresigned(PRESIGNED);
    assertThat(expired.status()).isEqualTo(403);
    assertThat(expired.element("Code")).isEqualTo("AccessDenied");
  }

  @Test
  void a_presigned_request_whose_path_was_changed_is_refused() throws IOException {
    server.put("examplebucket", "other.txt", new byte[] {'x'});
    assertThat(getPresigned(PRESIGNED.replace("test.txt", "other.txt")).element("Code"))
        .isEqualTo("SignatureDoesNotMatch");
  }

  private TestClient.Answer putPublishedChunks(String secondSignature) throws IOException {
    Map<String, String> headers =
        example(
            "s3.amazonaws.com",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
    headers.put("Content-Encoding", "aws-chunked");
    headers.put("x-amz-decoded-content-length", "66560");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    chunk(body, 65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    chunk(body, 1024, secondSignature);
    chunk(body, 0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    assertThat(body.size()).isEqualTo(66824);
    return client.sendAsIs("PUT", "/examplebucket/chunkObject.txt", headers, body.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream body, int size, String signature) {
    String line = Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n";
    body.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    body.writeBytes("a".repeat(size).getBytes(StandardCharsets.UTF_8));
    body.writeBytes(new byte[] {'\r', '\n'});
  }

  @Test
  void the_published_signed_chunks_are_accepted_and_stored_without_their_framing()
      throws IOException {
    TestClient.Answer answer =
        putPublishedChunks("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
    assertThat(answer.status()).isEqualTo(200);
    ObjectInfo stored = server.head("examplebucket", "chunkObject.txt");
    assertThat(stored.sizeBytes()).isEqualTo(66560);
    assertThat(stored.attributes().headers()).doesNotContainKey("content-encoding");
  }

  @Test
  void a_chunk_with_a_wrong_signature_is_refused_and_nothing_is_stored() throws IOException {
    TestClient.Answer answer = putPublishedChunks("0".repeat(64));
    assertThat(answer.element("Code")).isEqualTo("SignatureDoesNotMatch");
    assertThat(server.keys("examplebucket")).isEmpty();
  }

  @Test
  void a_clock_may_be_a_quarter_of_an_hour_wrong_and_no_more() throws IOException {
    for (long minutes : new long[] {-15, 15}) {
      assertThat(clientAt(Duration.ofMinutes(minutes)).get("/examplebucket").status())
          .isEqualTo(200);
    }
    for (Duration skew : new Duration[] {Duration.ofSeconds(901), Duration.ofSeconds(-901)}) {
      TestClient.Answer answer = clientAt(skew).get("/examplebucket");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.element("Code")).isEqualTo("RequestTimeTooSkewed");
    }
  }

  private TestClient clientAt(Duration skew) {
    Clock clock = Clock.fixed(EXAMPLE_TIME.plus(skew), ZoneOffset.UTC);
    return new TestClient(server.port(), KEY_ID, SECRET, clock);
  }

  @Test
  void wrong_secrets_unknown_keys_and_anonymous_requests_are_told_apart() throws IOException {
    Clock clock = Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC);
    TestClient wrongSecret = new TestClient(server.port(), KEY_ID, "wrong", clock);
    assertThat(wrongSecret.get("/examplebucket").element("Code"))
        .isEqualTo("SignatureDoesNotMatch");
    TestClient unknownKey = new TestClient(server.port(), "unknown", SECRET, clock);
    assertThat(unknownKey.get("/examplebucket").element("Code")).isEqualTo("InvalidAccessKeyId");
    assertThat(client.sendAnonymously("GET", "/examplebucket", Map.of()).element("Code"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void temporary_credentials_are_good_only_with_their_token() throws IOException {
    Clock clock = Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC);
    TestClient temporary = new TestClient(server.port(), "temporary", "secret", clock);
    Map<String, String> token = Map.of("x-amz-security-token", "token");
    assertThat(temporary.send("GET", "/examplebucket", token, new byte[0]).status()).isEqualTo(200);
    assertThat(temporary.get("/examplebucket").element("Code")).isEqualTo("InvalidToken");
    Map<String, String> other = Map.of("x-amz-security-token", "other");
    assertThat(temporary.send("GET", "/examplebucket", other, new byte[0]).element("Code"))
        .isEqualTo("InvalidToken");
  }

  @Test
  void an_aws_header_that_was_not_signed_is_refused() throws IOException {
    Map<String, String> headers =
        example(
            "examplebucket.s3.amazonaws.com",
            EMPTY_SHA256,
            "host;x-amz-content-sha256;x-amz-date",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    headers.put("x-amz-acl", "public-read");
    TestClient.Answer answer =
        client.sendAsIs("GET", "/?max-keys=2&prefix=J", headers, new byte[0]);
    assertThat(answer.element("HeadersNotSigned")).isEqualTo("x-amz-acl");
  }
}
