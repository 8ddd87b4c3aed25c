package dev.sluice.s3server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server answers each request with its method, path, query and body.
class HttpListenerTest {

  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    listener =
        HttpListener.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpListenerTest::echo,
            Thread.ofVirtual().factory(),
            new TrafficBytes());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private static void echo(HttpRequest request, HttpResponse response) throws IOException {
    if (request.rawPath().equals("/unread")) {
      response.status(403);
    } else if (request.rawPath().equals("/headers")) {
      response.header("Echo", Query.parse(request.rawQuery()).parameters().getFirst().name());
    } else {
      byte[] body = request.body().readAllBytes();
      response.content().latin1(request.method() + " " + request.rawPath() + "|");
      response.content().latin1(request.rawQuery() + "|").put(body);
    }
    response.send();
  }

  /// Sends text and gives all that comes back until the server closes the connection.
  private String exchange(String... pieces) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      for (String piece : pieces) {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String bodyOf(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void paths_arrive_as_they_were_sent() throws IOException {
    for (String path :
        new String[] {"/b/a//b", "/b/./x", "/b/../up", "/b/..", "//b", "/b/%2F%zz"}) {
      String answer = exchange("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(bodyOf(answer)).isEqualTo("GET " + path + "||");
    }
  }

  @Test
  void an_absolute_target_is_cut_down_to_its_path() throws IOException {
    String answer = exchange("GET http://host:1/a/b?c=d HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(bodyOf(answer)).isEqualTo("GET /a/b|c=d|");
  }

  @Test
  void a_chunked_body_arrives_without_its_framing() throws IOException {
    String answer =
        exchange(
            "PUT /k HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
            "4\r\nabcd\r\n3;x=y\r\n",
            "efg\r\n0\r\nTrailer: 1\r\n\r\n");
    assertThat(bodyOf(answer)).isEqualTo("PUT /k||abcdefg");
  }

  @Test
  void requests_sent_at_once_are_answered_one_after_another() throws IOException {
    String answers =
        exchange(
            "PUT /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /2 HTTP/1.1\r\n\r\n",
            "GET /3 HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answers).containsSubsequence("PUT /1||abc", "GET /2||", "GET /3||");
  }

  @Test
  void a_body_that_was_not_read_does_not_spoil_the_next_request() throws IOException {
    String answers =
        exchange(
            "PUT /unread HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /",
            "GET /2 HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 403 ").endsWith("GET /2||");
  }

  @Test
  void a_client_that_asks_is_told_to_continue_when_its_body_is_wanted() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      String head =
          "PUT /k HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String interim = new String(in.readNBytes(25), StandardCharsets.ISO_8859_1);
      assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write(new byte[] {'h', 'i'});
      String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(bodyOf(answer)).isEqualTo("PUT /k||hi");
    }
  }

  @Test
  void a_client_that_waits_for_leave_is_refused_without_it() throws IOException {
    String answer =
        exchange("PUT /unread HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Connection: close\r\n");
  }

  @Test
  void a_body_too_large_to_be_dropped_ends_the_connection() throws IOException {
    String answer = exchange("PUT /unread HTTP/1.1\r\nContent-Length: 9999999\r\n\r\nbegin");
    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Connection: close\r\n");
  }

  @Test
  void a_line_end_in_a_header_value_cannot_begin_another_header() throws IOException {
    String answer = exchange("GET /headers?%0d%0aInjected:1 HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).contains("Echo:   Injected:1\r\n");
  }

  @Test
  void an_answer_to_head_has_a_length_and_no_body() throws IOException {
    String answer = exchange("HEAD /k HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).contains("Content-Length: 9\r\n").endsWith("\r\n\r\n");
  }

  @Test
  void what_is_no_http_is_refused() throws IOException {
    assertThat(exchange("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /k HTTP/1.1\r\nno colon here\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("PUT /k HTTP/1.1\r\nContent-Length: -1\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(exchange("PUT /k HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"))
        .startsWith("HTTP/1.1 501 ");
    assertThat(exchange("GET /k HTTP/1.1\r\nx: " + "y".repeat(70_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void a_head_may_arrive_byte_by_byte() throws IOException {
    String request = "PUT /slow?q HTTP/1.1\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";
    assertThat(bodyOf(exchange(request.split("", -1)))).isEqualTo("PUT /slow|q|x");
  }

  @Test
  void an_older_client_has_its_connection_closed_after_one_answer() throws IOException {
    assertThat(bodyOf(exchange("GET /k HTTP/1.0\r\n\r\n"))).isEqualTo("GET /k||");
  }
}
