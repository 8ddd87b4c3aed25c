package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.store.s3.call.S3Root;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// All that is looked at about a bucket and the way to it, in its order.
public final class BucketCheckup {

  private final ServiceWay way;
  private final S3Root root;
  private final Clock clock;
  private final ServiceChecks service;

  /// @param way the way to the bucket
  /// @param root the bucket, and the prefix under which it is looked at
  /// @param clock this machine's
  public BucketCheckup(ServiceWay way, S3Root root, Clock clock) {
    this.way = way;
    this.root = root;
    this.clock = clock;
    this.service = new ServiceChecks(way, root, clock);
  }

  /// Where the bucket is, as the service has said; null where it has not.
  public @Nullable String bucketRegion() {
    return service.bucketRegion();
  }

  /// Looks at all of it.
  ///
  /// @param readOnly whether nothing may be written
  /// @throws InterruptedException if the end was asked for; what was written is removed all the
  ///   same
  public void run(Checkup checkup, boolean readOnly) throws InterruptedException {
    checkup.check(
        CheckName.CREDENTIALS, List.of(), () -> CredentialsCheck.look(way.credentials(), clock));
    new NetworkChecks(way, clock).run(checkup);
    service.run(checkup);
    SpeedChecks speed = new SpeedChecks(root);
    if (readOnly) {
      new ReadChecks(root, service.page()).run(checkup);
      speed.latency(checkup);
      ReadChecks.leftOut(checkup, CheckName.THROUGHPUT);
      ReadChecks.leftOut(checkup, CheckName.DELETE);
      return;
    }
    Scratch scratch = new Scratch(root, new Random());
    try {
      new WriteChecks(scratch, way.asUsual()).run(checkup, service.bucket());
      speed.latency(checkup);
      speed.throughput(checkup, scratch);
    } finally {
      removed(checkup, scratch);
    }
  }

  /// However it ends: what was written must not stay.
  private static void removed(Checkup checkup, Scratch scratch) throws InterruptedException {
    boolean wasInterrupted = Thread.interrupted();
    checkup.checkInAnyCase(CheckName.DELETE, scratch::remove);
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
