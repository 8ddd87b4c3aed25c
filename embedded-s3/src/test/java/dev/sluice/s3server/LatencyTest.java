package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.traffic.RequestInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyTest {

  private static long millis(S3Server server, Operation operation) {
    List<Fault> faults =
        server.faults().faultsFor(new RequestInfo(operation, "data", null, "prefix=k", null));
    return faults.stream()
        .map(fault -> ((Fault.Delay) fault).duration())
        .reduce(Duration.ZERO, Duration::plus)
        .toMillis();
  }

  @Test
  void every_request_is_held_up_and_pages_of_a_listing_longer() throws IOException {
    try (S3Server server =
        ServerArguments.start(
            "--measuring", "--bucket", "data", "--latency-ms", "30", "--page-latency-ms", "100")) {
      assertThat(millis(server, Operation.PUT_OBJECT)).isEqualTo(30);
      assertThat(millis(server, Operation.LIST_OBJECTS_V2)).isEqualTo(130);
      assertThat(millis(server, Operation.LIST_OBJECTS)).isEqualTo(130);
      assertThat(millis(server, Operation.GET_OBJECT)).isEqualTo(30);
    }
  }

  @Test
  void without_latency_nothing_is_held_up() throws IOException {
    try (S3Server server = ServerArguments.start("--measuring", "--bucket", "data")) {
      assertThat(server.faults().isQuiet()).isTrue();
    }
  }

  @Test
  void what_a_measurement_asks_is_neither_counted_nor_held_up() throws Exception {
    try (S3Server server = ServerArguments.start("--measuring", "--bucket", "data")) {
      server.faults().on().then(Fault.slowDown());
      UnsignedClient client = new UnsignedClient(server.endpoint());

      assertThat(client.get("/_bench/counters").statusCode()).isEqualTo(200);
      assertThat(client.counter("requests")).isZero();
      assertThat(client.get("/data?list-type=2").statusCode()).isEqualTo(503);
    }
  }
}
