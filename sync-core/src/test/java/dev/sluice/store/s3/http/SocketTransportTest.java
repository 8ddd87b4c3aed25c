package dev.sluice.store.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.flow.Unanswered;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/1.1 as servers speak it, and as broken ones do.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocketTransportTest {

  private static final Deadlines PATIENT =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10));
  private static final Deadlines HASTY =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofMillis(20));

  /// Bears silence, but no exchange that goes on.
  private static final Deadlines BRISK =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10));

  /// Bears no silence of a second: what lies between the two takes in more than a slow server does.
  private static final Deadlines WATCHFUL =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10));

  private final List<AutoCloseable> open = new ArrayList<>();
  private SocketTransport transport = transport(PATIENT);

  boolean overTls() {
    return false;
  }

  private SocketTransport transport(Deadlines deadlines) {
    return new SocketTransport(deadlines, overTls() ? TestTls.client() : null);
  }

  @AfterEach
  void close() throws Exception {
    transport.close();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private ScriptedServer serve(ScriptedServer.Script script) throws IOException {
    ScriptedServer server = new ScriptedServer(script, overTls() ? TestTls.server() : null);
    open.add(server);
    return server;
  }

  /// A server that answers every request on every connection so.
  private ScriptedServer answering(String answer) throws IOException {
    return serve(connection -> {
      while (true) {
        connection.readHead();
        connection.send(answer);
      }
    });
  }

  private static HttpRequest request(ScriptedServer server, String method, byte[] body) {
    return new HttpRequest(
        method,
        server.origin(),
        "/a%20b?c=d",
        new HeaderList().set("host", server.origin().authority()),
        body,
        false);
  }

  private String get(ScriptedServer server) throws IOException {
    return transport.exchange(
        request(server, "GET", HttpRequest.NO_BODY),
        answer -> answer.status() + " " + text(answer));
  }

  private static String crlf(String... lines) {
    return String.join("\r\n", lines);
  }

  private static String text(HttpAnswer answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_request_is_sent_as_it_is_and_its_body_with_its_length() throws Exception {
    AtomicReference<String> head = new AtomicReference<>();
    AtomicReference<byte[]> received = new AtomicReference<>();
    ScriptedServer server =
        serve(connection -> {
          head.set(connection.readHead());
          received.set(connection.readBody(5));
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    HttpRequest put = request(server, "PUT", "bytes".getBytes(StandardCharsets.US_ASCII));
    put.headers().set("x-amz-meta-name", "Жук\r\nx-evil: 1");
    transport.exchange(put, HttpAnswer::status);

    assertThat(head.get())
        .startsWith("PUT /a%20b?c=d HTTP/1.1\r\n")
        .contains("host: " + server.origin().authority() + "\r\n")
        .contains("content-length: 5\r\n")
        .doesNotContain("\r\nx-evil");
    assertThat(new String(received.get(), StandardCharsets.US_ASCII)).isEqualTo("bytes");
  }

  @Test
  void a_connection_is_used_again_after_a_body_of_known_length_or_in_chunks() throws Exception {
    ScriptedServer server =
        serve(connection -> {
          while (true) {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
            connection.readHead();
            connection.send(
                crlf(
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked",
                    "",
                    "3;x=y",
                    "abc",
                    "A",
                    "0123456789",
                    "0",
                    "Trailer: t",
                    "",
                    ""));
          }
        });

    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(get(server)).isEqualTo("200 abc0123456789");
    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\n"
      })
  void a_connection_that_cannot_be_used_again_is_not(String answer) throws Exception {
    ScriptedServer server = answering(answer);

    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void a_body_without_a_length_ends_with_the_connection() throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\n\r\nall of it");
        });
    assertThat(get(server)).isEqualTo("200 all of it");
  }

  @Test
  void an_answer_to_head_has_a_length_and_no_body() throws Exception {
    ScriptedServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n");
    for (int i = 0; i < 2; i++) {
      long length =
          transport.exchange(
              request(server, "HEAD", HttpRequest.NO_BODY), HttpAnswer::contentLength);
      assertThat(length).isEqualTo(3000);
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void headers_are_found_whatever_their_case_and_read_as_utf8_or_latin() throws Exception {
    ScriptedServer server =
        answering(
            crlf(
                "HTTP/1.1 404 Not Found",
                "etag:\"e\"",
                "X-Amz-Meta-One:  1 ",
                "x-amz-meta-TWO: \u00d0\u0096",
                "x-amz-meta-three: \u00fc",
                "Content-Length: 0",
                "",
                ""));
    TreeMap<String, String> metadata = new TreeMap<>();
    String etag =
        transport.exchange(
            request(server, "GET", HttpRequest.NO_BODY),
            answer -> {
              answer.headersUnder("x-amz-meta-", metadata::put);
              assertThat(answer.header("absent")).isNull();
              return String.valueOf(answer.header("etag"));
            });

    assertThat(etag).isEqualTo("\"e\"");
    assertThat(metadata)
        .containsEntry("one", "1")
        .containsEntry("two", "Ж")
        .containsEntry("three", "ü");
  }

  @Test
  void what_a_handler_leaves_unread_is_read_if_it_is_short_and_given_up_if_it_is_long()
      throws Exception {
    ScriptedServer small = answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    ScriptedServer large =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(500_000));
    for (ScriptedServer server : List.of(small, large)) {
      for (int i = 0; i < 2; i++) {
        transport.exchange(request(server, "GET", HttpRequest.NO_BODY), HttpAnswer::status);
      }
    }
    assertThat(small.connections()).isEqualTo(1);
    assertThat(large.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
      })
  void an_answer_that_breaks_off_is_a_fault(String answer) throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send(answer);
        });
    assertThatThrownBy(() -> get(server)).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
      })
  void an_answer_that_is_not_http_is_a_fault(String answer) throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send(answer);
        });
    assertThatThrownBy(() -> get(server)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 5",
        "Content-Length: 3, 5",
        "Content-Length: 3,",
        "Content-Length: +3",
        "Content-Length: 3 3",
        "Content-Length: 0x3",
        "Content-Length:",
        "Content-Length: 99999999999999999999"
      })
  void an_answer_whose_lengths_differ_or_are_none_is_a_fault_to_get_and_head(String lengths)
      throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\nabcde");
        });
    for (String method : List.of("GET", "HEAD")) {
      assertThatThrownBy(() ->
              transport.exchange(
                  request(server, method, HttpRequest.NO_BODY), HttpAnswer::contentLength))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Content-Length");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3\r\nContent-Length: 3", "Content-Length: 3, 3"})
  void a_length_that_is_said_twice_is_one(String lengths) throws Exception {
    ScriptedServer server = answering("HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\nabc");
    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(get(server)).isEqualTo("200 abc");
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked"
      })
  void chunks_count_for_more_than_a_length_and_nothing_follows_on_the_connection(String head)
      throws Exception {
    ScriptedServer server = answering(head + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    assertThat(get(server)).isEqualTo("200 abc");
    boolean announcesLength =
        transport.exchange(
            request(server, "GET", HttpRequest.NO_BODY), HttpAnswer::announcesLength);
    assertThat(announcesLength).isFalse();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void a_head_without_end_is_a_fault_and_not_a_memory_leak() throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\n");
          while (true) {
            connection.send("x-more: " + "y".repeat(1000) + "\r\n");
          }
        });
    assertThatThrownBy(() -> get(server)).hasMessageContaining("longer than");
  }

  @Test
  void a_large_body_waits_for_the_servers_word_and_is_kept_back_when_refused() throws Exception {
    AtomicReference<@Nullable Boolean> gotBody = new AtomicReference<>();
    ScriptedServer server =
        serve(connection -> {
          assertThat(connection.readHead()).contains("expect: 100-continue");
          connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nreason");
          gotBody.set(!connection.isClosedByClient());
        });
    HttpRequest put = request(server, "PUT", new byte[100_000]);
    put.headers().set("expect", "100-continue");

    String refusal = transport.exchange(put, answer -> answer.status() + text(answer));
    assertThat(refusal).isEqualTo("403reason");
    transport.close();
    assertThat(gotBody.get()).isNotEqualTo(true);
  }

  @Test
  void a_connection_on_which_a_body_was_announced_and_kept_back_is_not_used_again()
      throws Exception {
    ScriptedServer server = answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nreason");
    HttpRequest put = request(server, "PUT", new byte[100_000]);
    put.headers().set("expect", "100-continue");
    transport.exchange(put, HttpAnswer::status);

    assertThat(get(server)).isEqualTo("403 reason");
    assertThat(server.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 100 Continue\r\n\r\n", ""})
  void a_large_body_is_sent_at_the_servers_word_or_after_a_while_without(String word)
      throws Exception {
    transport = transport(word.isEmpty() ? HASTY : PATIENT);
    byte[] body = new byte[300_000];
    Arrays.fill(body, (byte) 7);
    AtomicReference<byte[]> received = new AtomicReference<>();
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send(word);
          received.set(connection.readBody(body.length));
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    HttpRequest put = request(server, "PUT", body);
    put.headers().set("expect", "100-continue");

    int status = transport.exchange(put, HttpAnswer::status);
    assertThat(status).isEqualTo(200);
    assertThat(received.get()).isEqualTo(body);
  }

  @Test
  void a_server_that_falls_silent_is_given_up_after_the_deadline() throws Exception {
    transport = transport(HASTY);
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
          end.await();
        });

    assertThatThrownBy(() -> get(server))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining(server.origin().authority());
    end.countDown();
  }

  @Test
  void a_server_that_takes_no_bytes_is_given_up_after_the_deadline() throws Exception {
    transport = transport(HASTY);
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server = serve(connection -> end.await());

    assertThatThrownBy(() ->
            transport.exchange(request(server, "PUT", new byte[64 << 20]), HttpAnswer::status))
        .isInstanceOf(SocketTimeoutException.class);
    end.countDown();
  }

  @Test
  void a_download_that_stalls_is_named_while_it_does_and_not_when_it_is_done() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch named = new CountDownLatch(1);
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
          asked.countDown();
          named.await();
          connection.send("cde");
        });
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(get(server));
          } catch (IOException e) {
            result.completeExceptionally(e);
          }
        });
    asked.await();

    List<Unanswered> found = Stalls.await(transport::unanswered);
    assertThat(found)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.text()).isEqualTo("GET /a b?c=d at " + server.origin().authority());
          assertThat(request.isNew()).isTrue();
        });
    assertThat(transport.unanswered(Duration.ZERO)).noneMatch(Unanswered::isNew);
    assertThat(transport.unanswered(Duration.ofHours(1))).isEmpty();
    named.countDown();
    assertThat(result.get()).isEqualTo("200 abcde");
    assertThat(transport.unanswered(Duration.ZERO)).isEmpty();
  }

  @Test
  void an_upload_that_nobody_takes_is_named() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server = serve(_ -> end.await());
    Stalls.start(
        () -> transport.exchange(request(server, "PUT", new byte[64 << 20]), HttpAnswer::status));

    assertThat(Stalls.await(transport::unanswered))
        .singleElement()
        .satisfies(request -> assertThat(request.call()).isEqualTo("PUT"));
    end.countDown();
  }

  @Test
  void an_interrupted_exchange_ends_and_leaves_the_interrupt_to_be_seen() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          asked.countDown();
          end.await();
        });
    CompletableFuture<Boolean> sawInterrupt = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              Throwable thrown = catchThrowable(() -> get(server));
              sawInterrupt.complete(thrown != null && Thread.currentThread().isInterrupted());
            });
    asked.await();
    caller.interrupt();

    assertThat(sawInterrupt.get()).isTrue();
    end.countDown();
  }

  @Test
  void a_host_that_refuses_connections_is_named() throws Exception {
    try (Socket bound = new Socket()) { // its port is taken, and nobody listens
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Origin origin = new Origin(overTls(), "127.0.0.1", bound.getLocalPort());
      HttpRequest request =
          new HttpRequest("GET", origin, "/", new HeaderList(), HttpRequest.NO_BODY, false);

      assertThatThrownBy(() -> transport.exchange(request, HttpAnswer::status))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(origin.authority());
    }
  }

  @Test
  void a_closed_transport_opens_nothing_more() throws Exception {
    ScriptedServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    transport.close();

    assertThatThrownBy(() -> get(server)).hasMessageContaining("closed");
    assertThat(server.connections()).isZero();
  }

  /// Sends `beginning`, and then `again` a few hundred times a second at most, a piece at a time.
  private ScriptedServer dribbling(String beginning, String again, CountDownLatch end)
      throws IOException {
    return serve(connection -> {
      connection.readHead();
      connection.send(beginning);
      while (!end.await(20, TimeUnit.MILLISECONDS)) {
        connection.send(again);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nx: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void an_answer_byte_by_byte_is_given_up_though_it_moves(String beginning) throws Exception {
    transport = transport(BRISK);
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server = dribbling(beginning, " ", end);

    assertThatThrownBy(() -> get(server))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("so slowly that it would never end");
    end.countDown();
  }

  @Test
  void an_answer_that_takes_long_for_good_reason_may_be_kept_alive_byte_by_byte() throws Exception {
    transport = transport(BRISK);
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n");
          CountDownLatch never = new CountDownLatch(1);
          for (int i = 0; i < 40 && !never.await(20, TimeUnit.MILLISECONDS); i++) {
            connection.send(" ");
          }
          connection.send("abc");
        });
    HttpRequest copy = request(server, "PUT", HttpRequest.NO_BODY);
    String text =
        transport.exchange(
            new HttpRequest(
                copy.method(), copy.origin(), copy.target(), copy.headers(), copy.body(), true),
            SocketTransportTest::text);
    assertThat(text.strip()).isEqualTo("abc");
  }

  @Test
  void a_server_that_takes_a_body_byte_by_byte_is_given_up() throws Exception {
    transport = transport(WATCHFUL);
    CountDownLatch end = new CountDownLatch(1);
    ScriptedServer server =
        serve(connection -> {
          boolean isOpen = true;
          while (isOpen && !end.await(20, TimeUnit.MILLISECONDS)) {
            isOpen = connection.in().read() >= 0;
          }
        });
    assertThatThrownBy(() ->
            transport.exchange(request(server, "PUT", new byte[64 << 20]), HttpAnswer::status))
        .isInstanceOf(IOException.class);
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|X-Trailer: more\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1;extension=xxxxxxxxx\r\na\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|\r"
      })
  void what_an_answer_may_repeat_has_an_end(String answer) throws Exception {
    int bar = answer.indexOf('|');
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send(answer.substring(0, Math.max(0, bar)));
          String again = answer.substring(bar + 1).repeat(100);
          while (true) {
            connection.send(again);
          }
        });
    assertThatThrownBy(() -> get(server))
        .hasMessageContaining("more")
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_body_is_sent_at_the_servers_word_behind_another_interim_answer() throws Exception {
    ScriptedServer server =
        serve(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
          connection.readBody(100_000);
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    HttpRequest put = request(server, "PUT", new byte[100_000]);
    put.headers().set("expect", "100-continue");
    int status = transport.exchange(put, HttpAnswer::status);
    assertThat(status).isEqualTo(200);
  }
}
