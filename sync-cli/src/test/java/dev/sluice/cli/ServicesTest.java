package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Operation;
import org.junit.jupiter.api.Test;

/// What a run's requests are told as, with one service and with two.
final class ServicesTest extends Bench {

  @Test
  void the_figures_of_both_services_are_in_the_sum() throws Exception {
    try (S3Server other = S3Server.builder().credentials("access", "secret").start()) {
      other.createBucket("there");
      for (int i = 0; i < 5; i++) {
        s3.put("b", "k" + i, "content " + i);
      }

      Program.Result result =
          Program.run(
              "sync",
              "s3://b/",
              "s3://there/",
              "--json",
              "--source-endpoint-url",
              s3.server().endpoint().toString(),
              "--dest-endpoint-url",
              other.endpoint().toString());

      assertThat(result.exitCode()).as(result.err()).isZero();
      String summary = result.outLines().getLast();
      long sent = sum(s3.server()) + sum(other);
      assertThat(summary)
          .contains("\"requests\":" + sent + ",")
          .contains("\"get\":{\"requests\":5,\"retries\":0}")
          .contains("\"put\":{\"requests\":5,\"retries\":0}")
          .contains("\"lowestConcurrency\":null");
    }
  }

  private static long sum(S3Server server) {
    long sum = 0;
    for (Operation operation : Operation.values()) {
      sum += server.requests().count(operation);
    }
    return sum;
  }

  @Test
  void one_service_for_both_sides_is_counted_once_and_told_by_operation_where_much_is_told()
      throws Exception {
    s3.put("b", "k", "content");

    Program.Result result = run("sync", "s3://b/", "s3://c/", "-v");

    assertThat(result.exitCode()).isZero();
    long sent = sum(s3.server());
    assertThat(result.out()).contains("cost: " + sent + " requests (").contains("1 copy");
  }
}
