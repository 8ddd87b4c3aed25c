package dev.sluice.store.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.Uninterruptibly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The SDK's HTTP client at servers that never come to an end.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedHttpClientTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private WatchedHttpClient client = client(Duration.ofMillis(300), Duration.ofSeconds(20));

  private static WatchedHttpClient client(Duration exchange, Duration progress) {
    return new WatchedHttpClient(
        Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build(),
        new Deadlines(
            Duration.ofSeconds(5),
            progress,
            exchange,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10)));
  }

  @AfterEach
  void close() {
    end.countDown();
    client.close();
  }

  private ScriptedServer dribbling(String beginning) throws IOException {
    return new ScriptedServer(
        connection -> {
          connection.readHead();
          connection.send(beginning);
          while (!end.await(20, TimeUnit.MILLISECONDS)) {
            connection.send(" ");
          }
        },
        null);
  }

  private SdkHttpRequest.Builder request(ScriptedServer server, SdkHttpMethod method) {
    return SdkHttpRequest.builder()
        .method(method)
        .protocol("http")
        .host("127.0.0.1")
        .port(server.origin().port())
        .encodedPath("/b/k");
  }

  private byte[] exchange(SdkHttpRequest.Builder request) throws IOException {
    return client
        .prepareRequest(HttpExecuteRequest.builder().request(request.build()).build())
        .call()
        .responseBody()
        .orElseThrow()
        .readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nx: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void an_answer_byte_by_byte_is_given_up_though_it_moves(String beginning) throws Exception {
    try (ScriptedServer server = dribbling(beginning)) {
      assertThatThrownBy(() -> exchange(request(server, SdkHttpMethod.GET)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void interim_answers_without_end_are_given_up() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            connection -> {
              connection.readHead();
              while (!end.await(5, TimeUnit.MILLISECONDS)) {
                connection.send("HTTP/1.1 102 Processing\r\n\r\n");
              }
            },
            null)) {
      assertThatThrownBy(() -> exchange(request(server, SdkHttpMethod.GET)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_server_that_takes_no_more_of_a_body_is_given_up() throws Exception {
    client.close();
    client = client(Duration.ofSeconds(30), Duration.ofMillis(200));
    try (ScriptedServer server = new ScriptedServer(_ -> end.await(), null)) {
      byte[] body = new byte[64 << 20];
      SdkHttpRequest put =
          request(server, SdkHttpMethod.PUT)
              .putHeader("content-length", Integer.toString(body.length))
              .build();
      HttpExecuteRequest executable =
          HttpExecuteRequest.builder()
              .request(put)
              .contentStreamProvider(() -> new ByteArrayInputStream(body))
              .build();
      assertThatThrownBy(() -> client.prepareRequest(executable).call())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_request_that_is_not_answered_is_named_and_one_whose_bytes_are_awaited_is_not()
      throws Exception {
    client.close();
    client = client(Duration.ofSeconds(30), Duration.ofSeconds(20));
    CountDownLatch wanted = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            connection -> {
              connection.readHead();
              end.await();
            },
            null)) {
      SdkHttpRequest put =
          request(server, SdkHttpMethod.PUT).putHeader("content-length", "1").build();
      ContentStreamProvider content =
          () ->
              new InputStream() {
                @Override
                public int read() {
                  throw new UnsupportedOperationException("nobody reads byte by byte");
                }

                @Override
                public int read(byte[] into, int from, int length) {
                  wanted.countDown();
                  Uninterruptibly.await(end);
                  return -1;
                }
              };
      ExecutableHttpRequest executable =
          client.prepareRequest(
              HttpExecuteRequest.builder().request(put).contentStreamProvider(content).build());
      Stalls.start(executable);
      wanted.await();
      ExecutableHttpRequest bodiless =
          client.prepareRequest(
              HttpExecuteRequest.builder()
                  .request(request(server, SdkHttpMethod.GET).build())
                  .build());
      Stalls.start(bodiless);

      assertThat(Stalls.await(client::unanswered))
          .singleElement()
          .satisfies(request -> {
            assertThat(request.text()).isEqualTo("GET /b/k at 127.0.0.1:" + server.origin().port());
            assertThat(request.isNew()).isTrue();
          });
      end.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 5",
        "Content-Length: 3, 5",
        "Content-Length: +3",
        "Content-Length: x"
      })
  void an_answer_whose_lengths_differ_or_are_none_is_a_fault_to_get_and_head(String lengths)
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\nabcde");
            },
            null)) {
      for (SdkHttpMethod method : List.of(SdkHttpMethod.GET, SdkHttpMethod.HEAD)) {
        assertThatThrownBy(() ->
                client
                    .prepareRequest(
                        HttpExecuteRequest.builder()
                            .request(request(server, method).build())
                            .build())
                    .call())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void a_copy_may_be_kept_alive_byte_by_byte() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n");
              for (int i = 0; i < 40 && !end.await(20, TimeUnit.MILLISECONDS); i++) {
                connection.send(" ");
              }
              connection.send("abc");
            },
            null)) {
      byte[] answer =
          exchange(request(server, SdkHttpMethod.PUT).putHeader("x-amz-copy-source", "b/from"));
      assertThat(new String(answer, java.nio.charset.StandardCharsets.US_ASCII).strip())
          .isEqualTo("abc");
    }
  }
}
