package dev.sluice.s3server.ops;

import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Buckets;
import java.time.Clock;

/// What the operations work on.
public record ServerState(Buckets buckets, BodyStore bodies, Clock clock, ServerOptions options) {

  public long nowSecond() {
    return clock.instant().getEpochSecond();
  }
}
