package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.FaultRules;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private S3Server server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.builder().credentials("ak", "sk").start();
    server.createBucket("b");
    client = new TestClient(server.port(), "ak", "sk", Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_rule_strikes_the_nth_request_that_matches_and_no_other() throws IOException {
    FaultRules.Rule rule =
        server.faults().on(Operation.PUT_OBJECT).keyPrefix("a/").nth(2).then(Fault.slowDown());

    assertThat(client.put("/b/other", "x").status()).isEqualTo(200);
    assertThat(client.put("/b/a/1", "x").status()).isEqualTo(200);
    TestClient.Answer refused = client.put("/b/a/2", "x");
    assertThat(client.put("/b/a/3", "x").status()).isEqualTo(200);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.element("Code")).isEqualTo("SlowDown");
    assertThat(server.keys("b")).containsExactly("a/1", "a/3", "other");
    assertThat(rule.matched()).isEqualTo(3);
    assertThat(rule.struck()).isEqualTo(1);
  }

  @Test
  void faults_end_when_the_rules_are_cleared() throws IOException {
    server.faults().on().then(Fault.internalError());
    assertThat(client.get("/b").status()).isEqualTo(500);
    server.faults().clear();
    assertThat(client.get("/b").status()).isEqualTo(200);
  }

  @Test
  void an_answer_is_rewritten_and_what_was_done_stays() throws IOException {
    server.put("b", "k", utf8("content"));
    server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .then(Fault.rewrite(answer -> answer.without("Content-Length").with("ETag", "\"x\"")));
    Map<String, String> headers = client.send("HEAD", "/b/k", Map.of(), utf8("")).headers();
    assertThat(headers).containsEntry("etag", "\"x\"").doesNotContainKey("content-length");

    server
        .faults()
        .on(Operation.PUT_OBJECT)
        .then(Fault.rewrite(answer -> answer.withStatus(202).withText("<html>")));
    TestClient.Answer page = client.put("/b/l", "x");
    assertThat(page.status()).isEqualTo(202);
    assertThat(page.text()).isEqualTo("<html>");
    assertThat(server.get("b", "l")).isEqualTo(utf8("x"));

    server
        .faults()
        .on(Operation.GET_OBJECT)
        .then(Fault.rewrite(answer -> answer.with("Content-Length", "3")));
    assertThat(client.get("/b/k").header("content-length")).isEqualTo("3");
  }

  @Test
  void every_kind_of_refusal_has_its_status_and_code() throws IOException {
    server.put("b", "k", utf8("x"));
    for (Fault.Answer fault :
        List.of(
            Fault.tooManyRequests(),
            Fault.internalError(),
            Fault.requestTimeout(),
            Fault.accessDenied(),
            Fault.expiredToken(),
            Fault.answer(307, "TemporaryRedirect", "Elsewhere")
                .withHeader("Location", "http://x/"))) {
      server.faults().clear();
      server.faults().on(Operation.GET_OBJECT).then(fault);
      TestClient.Answer answer = client.get("/b/k");
      assertThat(answer.status()).isEqualTo(fault.status());
      assertThat(answer.element("Code")).isEqualTo(fault.code());
      fault.headers().forEach((name, value) -> assertThat(answer.headers()).containsValue(value));
    }
  }

  @Test
  void a_copy_can_answer_200_with_an_error_and_copy_nothing() throws IOException {
    server.put("b", "source", utf8("x"));
    server.faults().on(Operation.COPY_OBJECT).then(Fault.errorInBody("InternalError"));
    TestClient.Answer answer = client.put("/b/copy", "", Map.of("x-amz-copy-source", "/b/source"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.element("Code")).isEqualTo("InternalError");
    assertThat(server.keys("b")).containsExactly("source");
  }

  @Test
  void a_connection_closed_before_or_after_reading_leaves_nothing_behind() {
    server.faults().on(Operation.PUT_OBJECT).nth(1).then(Fault.closeBeforeReading());
    server.faults().on(Operation.PUT_OBJECT).nth(2).then(Fault.closeAfterReading());
    assertThatThrownBy(() -> client.put("/b/k", "x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.put("/b/k", "x")).isInstanceOf(IOException.class);
    assertThat(server.keys("b")).isEmpty();
  }

  @Test
  void a_connection_closed_after_carrying_out_leaves_the_object_but_no_answer() {
    server.faults().on(Operation.PUT_OBJECT).then(Fault.closeAfterCarryingOut());
    assertThatThrownBy(() -> client.put("/b/k", "x")).isInstanceOf(IOException.class);
    assertThat(server.get("b", "k")).isEqualTo(utf8("x"));
  }

  @Test
  void a_truncated_answer_announces_all_and_brings_a_part() throws IOException {
    server.put("b", "k", utf8("0123456789"));
    server.faults().on(Operation.GET_OBJECT).then(Fault.truncateAfter(4));
    TestClient.Answer answer = client.get("/b/k");
    assertThat(answer.header("content-length")).isEqualTo("10");
    assertThat(answer.text()).isEqualTo("0123");
  }

  @Test
  void a_corrupted_answer_differs_in_one_byte_and_the_object_stays_whole() throws IOException {
    server.put("b", "k", utf8("0123456789"));
    server.faults().on(Operation.GET_OBJECT).nth(1).then(Fault.corruptByte(3));
    byte[] expected = utf8("0123456789");
    expected[3] ^= (byte) 0xff;
    assertThat(client.get("/b/k").body()).isEqualTo(expected);
    assertThat(client.get("/b/k").text()).isEqualTo("0123456789");
  }

  @Test
  void a_wrong_etag_is_in_the_answer_alone() throws IOException {
    server.faults().on(Operation.PUT_OBJECT, Operation.LIST_OBJECTS_V2).then(Fault.wrongEtag());
    TestClient.Answer put = client.put("/b/k", "x");
    String stored = server.head("b", "k").etag();
    assertThat(put.header("etag")).hasSize(stored.length() + 2).isNotEqualTo('"' + stored + '"');
    assertThat(client.get("/b?list-type=2").text()).doesNotContain(stored);
  }

  @Test
  void a_wrong_checksum_is_in_the_answer_alone() throws IOException {
    String header = "x-amz-checksum-crc32c";
    String right = "4waSgw=="; // the usual check value of CRC-32C
    server.faults().on(Operation.PUT_OBJECT).then(Fault.wrongChecksum());
    TestClient.Answer put = client.put("/b/k", "123456789", Map.of(header, right));
    assertThat(put.header(header)).hasSize(right.length()).isNotEqualTo(right);
    assertThat(server.head("b", "k").checksum()).asString().endsWith(right);
  }

  @Test
  void a_callback_can_change_the_bucket_between_two_pages() throws IOException {
    server.put("b", "a", utf8("x"));
    server.put("b", "c", utf8("x"));
    server
        .faults()
        .on(Operation.LIST_OBJECTS_V2)
        .nth(2)
        .then(Fault.run(() -> server.put("b", "b", utf8("x"))));
    TestClient.Answer first = client.get("/b?list-type=2&max-keys=1");
    String token = first.element("NextContinuationToken");
    TestClient.Answer second =
        client.get("/b?continuation-token=" + token + "&list-type=2&max-keys=1");
    assertThat(first.element("Key")).isEqualTo("a");
    assertThat(second.element("Key")).isEqualTo("b");
  }

  @Test
  void a_stalled_request_is_in_flight_until_it_is_released() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    server
        .faults()
        .on(Operation.PUT_OBJECT)
        .then(Fault.run(reached::countDown), Fault.stallUntil(released));
    CompletableFuture<TestClient.Answer> put =
        CompletableFuture.supplyAsync(() -> {
          try {
            return client.put("/b/k", "x");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    reached.await();
    assertThat(server.requests().inFlight()).isEqualTo(1);
    assertThat(server.keys("b")).isEmpty();
    released.countDown();
    assertThat(put.get().status()).isEqualTo(200);
    assertThat(server.requests().inFlight()).isZero();
    assertThat(server.keys("b")).containsExactly("k");
  }

  @Test
  void a_stall_within_the_body_sends_what_comes_before_it_and_then_the_rest() throws Exception {
    server.put("b", "k", utf8("0123456789"));
    CountDownLatch released = new CountDownLatch(1);
    server.faults().on(Operation.GET_OBJECT).then(Fault.stallInBody(5, released));
    released.countDown();
    assertThat(client.get("/b/k").text()).isEqualTo("0123456789");
  }

  @Test
  void closing_the_server_ends_a_stall() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    server
        .faults()
        .on(Operation.GET_OBJECT)
        .then(Fault.run(reached::countDown), Fault.stallUntil(new CountDownLatch(1)));
    CompletableFuture<Void> get =
        CompletableFuture.runAsync(
            () -> assertThatThrownBy(() -> client.get("/b/k")).isInstanceOf(IOException.class));
    reached.await();
    server.close();
    get.get();
  }

  @Test
  void requests_are_counted_by_operation_and_kept_when_asked_for() throws IOException {
    server.requests().keepRecords();
    client.put("/b/k", "x");
    client.get("/b/k");
    client.get("/b/absent");
    client.get("/b?list-type=2&prefix=p");
    assertThat(server.requests().count("PutObject")).isEqualTo(1);
    assertThat(server.requests().count(Operation.GET_OBJECT)).isEqualTo(2);
    assertThat(server.requests().count(Operation.HEAD_OBJECT)).isZero();
    assertThat(server.requests().total()).isEqualTo(4);
    assertThat(server.requests().errors()).isEqualTo(1);
    assertThat(server.requests().maxInFlight()).isEqualTo(1);
    assertThat(server.requests().bytesIn()).isPositive();
    assertThat(server.requests().bytesOut()).isPositive();
    assertThat(server.requests().records().getLast().query()).isEqualTo("list-type=2&prefix=p");

    server.requests().reset();
    assertThat(server.requests().total()).isZero();
    assertThat(server.requests().maxInFlight()).isZero();
    assertThat(server.requests().records()).isEmpty();
  }
}
