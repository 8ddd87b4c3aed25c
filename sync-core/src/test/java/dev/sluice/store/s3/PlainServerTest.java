package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An `https://` address of a server that does not speak TLS.
@Timeout(60)
class PlainServerTest {

  /// As web servers do with a request that is none.
  private static void refuseAll(ServerSocket listener) {
    byte[] answer =
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try {
      while (true) {
        try (Socket socket = listener.accept()) {
          if (socket.getInputStream().read(new byte[8192]) > 0) {
            socket.getOutputStream().write(answer);
          }
        }
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void the_right_spelling_is_told_at_once(ClientKind kind) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        EmbeddedS3 s3 = new EmbeddedS3(kind)) {
      Thread.ofVirtual().start(() -> refuseAll(listener));
      S3Service service =
          S3Service.OF_ENVIRONMENT.at(URI.create("https://127.0.0.1:" + listener.getLocalPort()));
      S3Store store = s3.store(service, EmbeddedS3.at(""));
      Throwable thrown = catchThrowable(store::checkReadable);

      assertThat(thrown).isInstanceOf(StoreException.class);
      assertThat(((StoreException) thrown).kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(thrown)
          .hasMessageContaining("the server there speaks plain HTTP; write http://")
          .hasMessageNotContaining("attempts");
      assertThat(s3.time.slept()).isEmpty();
    }
  }
}
