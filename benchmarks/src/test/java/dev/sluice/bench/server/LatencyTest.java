package dev.sluice.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class LatencyTest {

  @Test
  void every_request_is_held_up_and_pages_of_a_listing_longer() throws Exception {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    Options options =
        Options.parse("--bucket", "data", "--latency-ms", "30", "--page-latency-ms", "100");
    try (BenchServer server = BenchServer.start(options, pauses::add)) {
      TestClient client = new TestClient(server.endpoint());
      client.put("/data/k", new byte[10]);
      client.get("/data?list-type=2");
      client.get("/data?prefix=k");
      client.get("/_bench/counters");
      client.get("/data/k");
    }

    assertThat(pauses).extracting(Duration::toMillis).containsExactly(30L, 130L, 130L, 30L);
  }

  @Test
  void without_latency_nothing_is_held_up() throws Exception {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    try (BenchServer server = BenchServer.start(Options.parse("--bucket", "data"), pauses::add)) {
      new TestClient(server.endpoint()).get("/data?list-type=2");
    }

    assertThat(pauses).isEmpty();
  }
}
