package dev.sluice.store.s3;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.doctor.BucketCheckup;
import dev.sluice.store.s3.doctor.ServiceWay;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks at a bucket and the way to it.
public final class S3Doctor {

  /// Opens the way to the service.
  private final Supplier<S3Connection> opener;

  private final S3Prefix at;
  private final Clock clock;
  private @Nullable BucketCheckup whole;

  /// @param opener opens the connection, which stays the caller's to close; may throw a
  ///   [MisconfiguredException]
  /// @param at the bucket, and the prefix under which it is looked at
  /// @param clock this machine's
  public S3Doctor(Supplier<S3Connection> opener, S3Prefix at, Clock clock) {
    this.opener = opener;
    this.at = at;
    this.clock = clock;
  }

  /// Looks at one thing after the other.
  ///
  /// @param readOnly whether nothing may be written
  /// @throws InterruptedException if the end was asked for; what was written is removed all the
  ///   same
  public void examine(Checkup checkup, boolean readOnly) throws InterruptedException {
    checkup.check(
        CheckName.SERVICE,
        List.of(),
        () -> {
          try {
            S3Connection connection = opener.get();
            ServiceWay way = connection.way(at.bucket());
            whole = new BucketCheckup(way, new S3Root(connection.session(), at), clock);
            return Finding.ok(way.said());
          } catch (MisconfiguredException e) {
            throw new StoreException(Kind.MISCONFIGURED, e.getMessage(), e);
          }
        });
    BucketCheckup opened = whole;
    if (opened != null) {
      opened.run(checkup, readOnly);
    }
  }

  /// Where the bucket is, as the service has said; null where it has not.
  public @Nullable String bucketRegion() {
    BucketCheckup opened = whole;
    return opened == null ? null : opened.bucketRegion();
  }
}
