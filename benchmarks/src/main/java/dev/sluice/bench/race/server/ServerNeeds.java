package dev.sluice.bench.race.server;

import java.util.ArrayList;
import java.util.List;

/// What a job asks of the server.
///
/// @param latencyMillis before every answer
/// @param pageLatencyMillis before every page of a listing
/// @param tls whether it speaks TLS, with an authority of its own
/// @param buckets ordinary ones, empty
/// @param synthetic buckets of keys that follow from arithmetic, as the server's option has them
public record ServerNeeds(
    int latencyMillis,
    int pageLatencyMillis,
    boolean tls,
    List<String> buckets,
    List<String> synthetic) {

  public static final ServerNeeds PLAIN = new ServerNeeds(0, 0, false, List.of(), List.of());

  public ServerNeeds {
    buckets = List.copyOf(buckets);
    synthetic = List.copyOf(synthetic);
  }

  public ServerNeeds withLatency(int millis) {
    return new ServerNeeds(millis, pageLatencyMillis, tls, buckets, synthetic);
  }

  public ServerNeeds withPageLatency(int millis) {
    return new ServerNeeds(latencyMillis, millis, tls, buckets, synthetic);
  }

  public ServerNeeds withTls() {
    return new ServerNeeds(latencyMillis, pageLatencyMillis, true, buckets, synthetic);
  }

  public ServerNeeds withBuckets(String... names) {
    return new ServerNeeds(latencyMillis, pageLatencyMillis, tls, List.of(names), synthetic);
  }

  public ServerNeeds withSynthetic(String... specs) {
    return new ServerNeeds(latencyMillis, pageLatencyMillis, tls, buckets, List.of(specs));
  }

  /// As the server's options.
  ///
  /// @param tlsFolder where it is to put its authority
  public List<String> arguments(String tlsFolder) {
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    if (latencyMillis > 0) {
      arguments.addAll(List.of("--latency-ms", latencyMillis + ""));
    }
    if (pageLatencyMillis > 0) {
      arguments.addAll(List.of("--page-latency-ms", pageLatencyMillis + ""));
    }
    if (tls) {
      arguments.addAll(List.of("--tls", tlsFolder));
    }
    buckets.forEach(name -> arguments.addAll(List.of("--bucket", name)));
    synthetic.forEach(spec -> arguments.addAll(List.of("--synthetic", spec)));
    return arguments;
  }
}
