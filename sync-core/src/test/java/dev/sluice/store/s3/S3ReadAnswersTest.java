package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// What comes with a status that says yes, in answer to GetObject, and is not the object.
class S3ReadAnswersTest {

  private static final byte[] CONTENT = "the content as listed".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAGE = "<html>Please sign in!".getBytes(StandardCharsets.US_ASCII);
  private static final String OTHER = "0123456789abcdef0123456789abcdef";

  /// @param etag as it stands in the header; null for none
  /// @param range the header Content-Range; null for none
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Answer(int status, @Nullable String etag, @Nullable String range, byte[] body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final BlockingIo cpu = BlockingIo.forCpu();
  private String md5;
  private HttpServer server;
  private S3Connection connection;
  private S3Store store;

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  @BeforeEach
  void serve() throws Exception {
    md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    S3Service service =
        S3Service.OF_ENVIRONMENT.at(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    connection =
        S3Connection.open(
            service,
            new S3Runtime(new FakeTime(), new Random(1), RetryPolicy.DEFAULT, cpu),
            EmbeddedS3.environment(kind()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("ak", "sk")));
    store = new S3Store(connection, new S3Prefix("b", ""), S3WriteOptions.DEFAULT);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer;
    synchronized (answers) {
      answer = answers.size() > 1 ? answers.remove() : answers.element(); // the last one for ever
    }
    if (answer.etag() != null) {
      exchange.getResponseHeaders().set("ETag", answer.etag());
    }
    if (answer.range() != null) {
      exchange.getResponseHeaders().set("Content-Range", answer.range());
    }
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
    cpu.close();
  }

  private Entry listed(@Nullable String etag) {
    return Entry.ofObject(Key.of("k"), CONTENT.length, Instant.EPOCH, etag, null);
  }

  private Kind kindOf(Entry entry) {
    Throwable thrown = catchThrowable(() -> EmbeddedS3.read(store, entry));
    assertThat(thrown).isInstanceOf(StoreException.class);
    return ((StoreException) thrown).kind();
  }

  private static byte[] part(int from, int to) {
    return Arrays.copyOfRange(CONTENT, from, to);
  }

  @Test
  void a_page_with_status_200_is_asked_for_again() throws Exception {
    answers.add(new Answer(200, null, null, PAGE));
    answers.add(new Answer(200, '"' + OTHER + '"', null, PAGE));
    answers.add(new Answer(200, '"' + md5 + '"', null, PAGE));
    answers.add(new Answer(200, '"' + md5 + '"', null, Arrays.copyOf(PAGE, 5)));
    answers.add(new Answer(200, '"' + md5 + '"', null, CONTENT));

    assertThat(EmbeddedS3.read(store, listed(md5))).isEqualTo(CONTENT);
    assertThat(store.activity().retries()).isEqualTo(4);
  }

  @Test
  void a_page_that_always_comes_is_corrupt_and_never_the_file() {
    answers.add(new Answer(200, null, null, PAGE));
    assertThat(kindOf(listed(md5))).isEqualTo(Kind.CORRUPT);
    assertThat(kindOf(listed(null))).isEqualTo(Kind.CORRUPT);
    assertThat(kindOf(listed(md5 + "-2"))).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void an_object_that_is_another_each_time_it_is_asked_for_has_changed() {
    answers.add(new Answer(200, '"' + OTHER + '"', null, CONTENT));
    assertThat(kindOf(listed(md5))).isEqualTo(Kind.CHANGED);
  }

  @Test
  void an_etag_in_capitals_or_made_weak_by_a_proxy_is_the_listed_one() throws Exception {
    answers.add(new Answer(200, '"' + md5.toUpperCase(Locale.ROOT) + '"', null, CONTENT));
    assertThat(EmbeddedS3.read(store, listed(md5))).isEqualTo(CONTENT);
    assertThat(EmbeddedS3.read(store, listed(md5.toUpperCase(Locale.ROOT)))).isEqualTo(CONTENT);

    answers.add(new Answer(200, "W/\"" + md5 + '"', null, CONTENT));
    answers.remove();
    assertThat(EmbeddedS3.read(store, listed(md5))).isEqualTo(CONTENT);
  }

  @Test
  void a_range_is_what_was_asked_for_or_is_asked_for_again() throws Exception {
    String etag = '"' + md5 + "-2\"";
    answers.add(new Answer(200, etag, null, CONTENT));
    answers.add(new Answer(200, etag, null, part(5, 10)));
    answers.add(new Answer(206, etag, null, part(5, 10)));
    answers.add(new Answer(206, etag, "bytes 4-8/21", part(4, 9)));
    answers.add(new Answer(206, null, "bytes 5-9/21", part(5, 10)));
    answers.add(new Answer(206, etag, "bytes 5-9/21", part(5, 10)));
    byte[] read = new byte[5];
    try (ContentReader reader = store.open(listed(md5 + "-2"))) {
      reader.read(5, read, 0, 5);
    }
    assertThat(read).isEqualTo(part(5, 10));
    assertThat(store.activity().retries()).isEqualTo(5);
  }
}
