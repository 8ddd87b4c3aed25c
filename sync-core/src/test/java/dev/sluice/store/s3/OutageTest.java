package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.flow.Time;
import dev.sluice.s3server.S3Server;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A service that is stopped and started again while it is used.
@Timeout(120)
class OutageTest {

  private final FakeTime clock = new FakeTime();
  private final BlockingIo cpu = BlockingIo.forCpu();
  private final List<String> told = new ArrayList<>();
  private S3Server server;
  private Socket port = new Socket();

  /// Starts the server again after a minute and a half of pauses.
  private final class RestartingTime implements Time {
    private boolean isDue = true;

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      clock.sleep(duration);
      if (isDue && clock.nanos() > Duration.ofSeconds(90).toNanos()) {
        isDue = false;
        release();
        server = start(server.port());
      }
    }
  }

  private static S3Server start(int port) {
    try {
      S3Server started = S3Server.builder().credentials("ak", "sk").port(port).start();
      started.createBucket(BUCKET);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void startServer() {
    server = start(0);
  }

  /// Nobody else gets its port meanwhile: it is taken by a socket that does not listen, so that
  /// connections are refused.
  private void stopServer() throws IOException {
    server.close();
    port = new Socket();
    port.setReuseAddress(true);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    while (!port.isBound()) {
      try {
        port.bind(address);
      } catch (BindException e) { // the server's own socket goes a moment after its closing
        Thread.onSpinWait();
      }
    }
  }

  private void release() {
    try {
      port.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    release();
    server.close();
    cpu.close();
  }

  private S3Connection connect(S3Service service, ClientKind kind, Time time) {
    return S3Connection.open(
        service,
        new S3Runtime(
            time,
            new Random(1),
            RetryPolicy.DEFAULT,
            cpu,
            new ServiceObserver() {
              @Override
              public void away(String service, String said, Duration atMost) {
                told.add("away");
              }

              @Override
              public void back(String service, Duration after) {
                told.add("back");
              }
            }),
        EmbeddedS3.environment(kind),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("ak", "sk")));
  }

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void a_write_survives_a_service_that_is_away_for_minutes(ClientKind kind) throws Exception {
    S3Service service = S3Service.OF_ENVIRONMENT.at(server.endpoint());
    try (S3Connection connection = connect(service, kind, new RestartingTime())) {
      S3Store store = new S3Store(connection, new S3Prefix(BUCKET, ""), S3WriteOptions.DEFAULT);
      store.checkReadable();
      stopServer();
      EmbeddedS3.write(store, "k", FakeContent.of(new byte[5]));

      assertThat(server.keys(BUCKET)).containsExactly("k");
      assertThat(told).containsExactly("away", "back");
    }
  }

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void a_service_that_does_not_come_back_is_unreachable(ClientKind kind) throws Exception {
    S3Service service = S3Service.OF_ENVIRONMENT.at(server.endpoint());
    try (S3Connection connection = connect(service, kind, clock)) {
      S3Store store = new S3Store(connection, new S3Prefix(BUCKET, ""), S3WriteOptions.DEFAULT);
      store.checkReadable();
      stopServer();
      Throwable thrown =
          catchThrowable(() -> EmbeddedS3.write(store, "k", FakeContent.of(new byte[5])));

      assertThat(((StoreException) thrown).kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
      assertThat(told).containsExactly("away");
      assertThat(clock.nanos()).isGreaterThan(Duration.ofMinutes(5).toNanos());
    }
  }
}
