package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.Named;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Servers that speak S3 in their own way, by answers written down in advance.
class S3OddServerTest {

  private final Queue<String> answers = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> md5s = new ArrayList<>();
  private final BlockingIo cpu = BlockingIo.forCpu();
  private HttpServer server;
  private S3Connection connection;
  private S3Store store;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          synchronized (answers) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            md5s.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-MD5")));
            byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
    S3Service service =
        S3Service.OF_ENVIRONMENT.at(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    connection =
        S3Connection.open(
            service,
            new S3Runtime(new FakeTime(), new Random(1), RetryPolicy.DEFAULT, cpu),
            new S3Keys("ak", "sk"));
    store = new S3Store(connection, new S3Prefix("b", "p/"), S3WriteOptions.DEFAULT);
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
    cpu.close();
  }

  private static String page(String more, String... keys) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult>" + more);
    if (!more.contains("IsTruncated")) {
      xml.append("<IsTruncated>false</IsTruncated>");
    }
    for (String key : keys) {
      xml.append("<Contents><Key>")
          .append(key)
          .append("</Key><Size>1</Size>")
          .append("<LastModified>2013-05-24T01:02:03Z</LastModified><ETag>e</ETag></Contents>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  /// The same answer, however often it is asked for.
  private void always(String answer) {
    for (int i = 0; i < RetryPolicy.DEFAULT.maxAttempts(); i++) {
      answers.add(answer);
    }
  }

  @Test
  void keys_out_of_order_or_twice_end_the_listing_as_a_failure() {
    always(page("", "p/a", "p/c", "p/b"));
    assertThatThrownBy(() -> EmbeddedS3.list(store))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("p/b")
        .hasMessageContaining("order of UTF-8 bytes");

    always(page("", "p/a", "p/a"));
    assertThatThrownBy(() -> EmbeddedS3.list(store)).isInstanceOf(StoreException.class);

    // The order of UTF-16.
    always(page("<EncodingType>url</EncodingType>", "p/%F0%9F%98%80", "p/%EF%BF%BD"));
    assertThatThrownBy(() -> EmbeddedS3.list(store)).isInstanceOf(StoreException.class);
  }

  @Test
  void a_listing_that_turns_in_a_circle_ends_as_a_failure() {
    String more = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";
    answers.add(page(more, "p/a"));
    always(page(more));
    assertThatThrownBy(() -> EmbeddedS3.list(store))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no new continuation token");
  }

  @Test
  void a_key_from_elsewhere_ends_the_listing_as_a_failure() {
    always(page("", "q/a"));
    assertThatThrownBy(() -> EmbeddedS3.list(store))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not under the prefix");
  }

  @Test
  void keys_are_decoded_only_where_the_server_says_that_it_has_encoded_them() throws Exception {
    answers.add(page("<EncodingType>url</EncodingType>", "p/a%2Bb+c%25"));
    assertThat(EmbeddedS3.keys(EmbeddedS3.list(store))).containsExactly("a+b c%");

    store = new S3Store(connection, new S3Prefix("b", "p/"), S3WriteOptions.DEFAULT);
    answers.add(page("", "p/a%2Bb+c%25"));
    assertThat(EmbeddedS3.keys(EmbeddedS3.list(store))).containsExactly("a%2Bb+c%25");
  }

  @Test
  void a_wrong_page_is_asked_for_again() throws Exception {
    String more = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";
    answers.add(page("", "p/b", "p/a"));
    answers.add(page("<IsTruncated>true</IsTruncated>", "p/a"));
    answers.add(page(more, "p/a"));
    answers.add(page(more, "p/a"));
    answers.add(page("", "q/b"));
    answers.add("<html><body>Sign in</body></html>");
    answers.add(page("", "p/b"));
    assertThat(EmbeddedS3.keys(EmbeddedS3.list(store))).containsExactly("a", "b");
    assertThat(answers).isEmpty();
  }

  @Test
  void a_listing_that_stops_to_encode_its_keys_is_asked_for_again() throws Exception {
    answers.add(page("<EncodingType>url</EncodingType>", "p/a%20b"));
    store.checkReadable();
    answers.add(page("", "p/a%20b"));
    answers.add(page("<EncodingType>url</EncodingType>", "p/a%20b"));
    assertThat(EmbeddedS3.keys(EmbeddedS3.list(store))).containsExactly("a b");
  }

  private static String deleted(String errors) {
    return "<?xml version=\"1.0\"?><DeleteResult>" + errors + "</DeleteResult>";
  }

  private static String gone(String key) {
    return "<Deleted><Key>%s</Key></Deleted>".formatted(key);
  }

  private static String error(String key, String code) {
    return "<Error><Key>%s</Key><Code>%s</Code><Message>No.</Message></Error>".formatted(key, code);
  }

  @Test
  void a_batch_names_the_keys_that_stay_and_asks_again_for_those_that_may_go() throws Exception {
    answers.add(
        deleted(
            error("p/a", "AccessDenied")
                + error("p/b", "InternalError")
                + error("p/c", "NoSuchKey")
                + gone("p/d&#10;&amp;")));
    answers.add(deleted(gone("p/b")));
    List<DeleteFailure> failures =
        store.delete(Named.entries(List.of(Key.of("a"), Key.of("b"), Key.of("c"), Key.of("d\n&"))));

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().key()).isEqualTo(Key.of("a"));
    assertThat(failures.getFirst().error().kind()).isEqualTo(Kind.DENIED);
    assertThat(failures.getFirst().error()).hasMessageStartingWith("delete s3://b/p/a: No.");
    assertThat(bodies.get(0)).doesNotContain("Quiet");
    assertThat(bodies.get(1)).contains("p/b").doesNotContain("p/a").doesNotContain("p/d");
  }

  @Test
  void keys_that_never_go_are_failures_of_their_own() throws Exception {
    for (int i = 0; i < RetryPolicy.DEFAULT.maxAttempts(); i++) {
      answers.add(deleted(error("p/b", "SlowDown") + (i == 0 ? gone("p/a") : "")));
    }
    List<DeleteFailure> failures = store.delete(Named.entries(List.of(Key.of("a"), Key.of("b"))));

    assertThat(failures).extracting(DeleteFailure::key).containsExactly(Key.of("b"));
    assertThat(failures.getFirst().error().kind()).isEqualTo(Kind.THROTTLED);
    assertThat(store.activity().throttled()).isEqualTo(RetryPolicy.DEFAULT.maxAttempts());
  }

  @Test
  void a_deletion_carries_the_md5_of_its_body() throws Exception {
    answers.add(deleted(gone("p/a")));
    store.delete(Named.entries(List.of(Key.of("a"))));

    byte[] body = bodies.getFirst().getBytes(StandardCharsets.UTF_8);
    assertThat(md5s)
        .containsExactly(
            Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body)));
  }

  @Test
  void a_profile_that_is_not_there_is_said_in_one_line() {
    S3Service service = new S3Service("no-such-profile", null, null, false, 1);
    assertThatThrownBy(() ->
            S3Connection.open(
                service, new S3Runtime(new FakeTime(), new Random(1), RetryPolicy.DEFAULT, cpu)))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("no-such-profile")
        .hasNoCause();
  }
}
