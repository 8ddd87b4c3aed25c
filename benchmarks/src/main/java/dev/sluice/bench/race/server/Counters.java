package dev.sluice.bench.race.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What the server counted since it was last told to begin anew.
///
/// @param requests by operation, such as `PutObject`; those that did not occur are left out
/// @param errors answers of 400 and above
/// @param maxInFlight most requests at once
/// @param cpuSeconds processor time of the server itself
public record Counters(
    Map<String, Long> requests, long errors, long maxInFlight, double cpuSeconds) {

  public static final Counters NONE = new Counters(Map.of(), 0, 0, 0);

  private static final String REQUESTS = "requests.";
  private static final double NANOS = 1e9;

  public Counters {
    requests = Map.copyOf(requests);
  }

  /// Reads the server's answer: a name and a number a line.
  public static Counters parse(String answer) {
    Map<String, Long> figures = new HashMap<>();
    Map<String, Long> requests = new HashMap<>();
    for (String line : answer.lines().toList()) {
      String[] pair = line.split(" ", 2);
      long number = Long.parseLong(pair[pair.length - 1]);
      if (pair[0].startsWith(REQUESTS)) {
        requests.put(pair[0].substring(REQUESTS.length()), number);
      } else {
        figures.put(pair[0], number);
      }
    }
    return new Counters(
        requests,
        figures.getOrDefault("errors", 0L),
        figures.getOrDefault("max_in_flight", 0L),
        figures.getOrDefault("cpu_nanos", 0L) / NANOS);
  }

  /// How often one of the operations was asked for.
  public long of(String... operations) {
    long sum = 0;
    for (String operation : operations) {
      sum += requests.getOrDefault(operation, 0L);
    }
    return sum;
  }

  /// All requests.
  public long all() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /// For a table: each operation with its count for each of `units`, or the plain count where that
  /// is next to nothing.
  public String perUnit(long units) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(requests)
        .forEach((operation, count) -> {
          double each = (double) count / Math.max(1, units);
          text.append(text.isEmpty() ? "" : ", ").append(operation).append(' ');
          text.append(
              each >= 0.1 && units > 1
                  ? String.format(Locale.ROOT, "%.2f", each)
                  : String.format(Locale.ROOT, "%,d in all", count));
        });
    if (errors > 0) {
      text.append(String.format(Locale.ROOT, ", %,d refused", errors));
    }
    return text.toString();
  }
}
