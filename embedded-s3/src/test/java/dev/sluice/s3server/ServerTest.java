package dev.sluice.s3server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server with one bucket `b`, a clock that stands still, and a client with its credentials.
abstract class ServerTest {

  static final Instant NOW = Instant.parse("2026-11-24T05:03:13Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  S3Server server;
  TestClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = S3Server.builder().credentials("ak", "sk").clock(CLOCK).start();
    server.createBucket("b");
    client = new TestClient(server.port(), "ak", "sk", CLOCK);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
