package dev.sluice.store.s3.call;

import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreActivity.OperationCount;
import dev.sluice.store.s3.api.S3Operation;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a connection has sent so far.
///
/// @param requests attempts, by operation
/// @param retries attempts that followed a failed one, by operation
/// @param throttled answers that asked to slow down
/// @param limit how many requests may be under way now
/// @param lowestLimit the fewest it has been
public record S3Figures(
    Map<S3Operation, Long> requests,
    Map<S3Operation, Long> retries,
    long throttled,
    int limit,
    int lowestLimit) {

  /// Copies the maps.
  public S3Figures {
    requests = copy(requests);
    retries = copy(retries);
  }

  private static Map<S3Operation, Long> copy(Map<S3Operation, Long> counts) {
    EnumMap<S3Operation, Long> all = new EnumMap<>(S3Operation.class);
    for (S3Operation operation : S3Operation.values()) {
      all.put(operation, counts.getOrDefault(operation, 0L));
    }
    return all;
  }

  /// The figures as any store gives them. The lowest limit is one only where a service asked to
  /// slow down: else it is how many requests might have been sent, which says nothing of the run.
  public StoreActivity activity() {
    Map<String, OperationCount> operations = new LinkedHashMap<>();
    requests.forEach((operation, count) -> {
      if (count > 0) {
        operations.put(
            operation.code(), new OperationCount(count, retries.getOrDefault(operation, 0L)));
      }
    });
    return new StoreActivity(
        totalRequests(), totalRetries(), throttled, throttled > 0 ? lowestLimit : 0, operations);
  }

  /// Attempts of every operation together.
  public long totalRequests() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Repeated attempts of every operation together.
  public long totalRetries() {
    return retries.values().stream().mapToLong(Long::longValue).sum();
  }
}
