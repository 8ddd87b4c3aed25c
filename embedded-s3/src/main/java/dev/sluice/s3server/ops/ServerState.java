package dev.sluice.s3server.ops;

import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Buckets;
import java.time.Clock;
import java.util.List;

/// What the operations work on.
///
/// @param domains under which a bucket may be named by a host
/// @param region what GetBucketLocation answers
/// @param closedBuckets whether new buckets have ACLs off and block public access, as AWS makes
///   them
public record ServerState(
    Buckets buckets,
    BodyStore bodies,
    Clock clock,
    List<String> domains,
    String region,
    boolean closedBuckets) {

  long nowSecond() {
    return clock.instant().getEpochSecond();
  }
}
