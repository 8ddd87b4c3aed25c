package dev.sluice.store.s3.leftovers;

import dev.sluice.flow.RunLock;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.object.OpenUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Takes back unfinished uploads that runs have left: surely those that were noted on this machine
/// by a run which has been killed; others only by their age, and only if that is asked for.
public final class S3Leftovers {

  private final S3Root root;
  private final LongAdder removed = new LongAdder();

  public S3Leftovers(S3Root root) {
    this.root = root;
  }

  /// How many were taken back so far.
  public long removed() {
    return removed.sum();
  }

  /// Takes back what killed runs of this machine have left in this bucket.
  public void removeNoted() throws InterruptedException {
    runLock()
        .settleDead(note -> {
          OpenUpload upload = OpenUpload.of(note);
          return upload == null || (isHere(upload, "") && takeBackQuietly(upload));
        });
  }

  /// The same under the prefix, told one by one, and what is older than asked for, whoever's it is.
  public Removed run(Sweep order) throws StoreException, InterruptedException {
    Set<String> seen = new HashSet<>();
    runLock()
        .settleDead(note -> {
          OpenUpload upload = OpenUpload.of(note);
          if (upload == null || !isHere(upload, root.prefix())) {
            return upload == null;
          }
          boolean done = !order.dryRun() && takeBackQuietly(upload);
          if (done || order.dryRun()) {
            seen.add(upload.id());
            order.each().accept(text(upload));
          }
          return done;
        });
    Duration olderThan = order.olderThan();
    if (olderThan != null) {
      removeOlder(order, root.session().runtime().time().now().minus(olderThan), seen);
    }
    return new Removed(seen.size(), 0);
  }

  private void removeOlder(Sweep order, Instant before, Set<String> seen)
      throws StoreException, InterruptedException {
    UploadPages pages = new UploadPages(root);
    List<MultipartUpload> page;
    while ((page = pages.next()) != null) {
      for (MultipartUpload each : page) {
        OpenUpload upload = new OpenUpload(service(), root.bucket(), each.key(), each.uploadId());
        boolean old = each.initiated() != null && each.initiated().isBefore(before);
        if (old && seen.add(upload.id())) {
          if (!order.dryRun()) {
            takeBack(upload);
          }
          order.each().accept(text(upload));
        }
      }
    }
  }

  private boolean isHere(OpenUpload upload, String prefix) {
    return upload.service().equals(service())
        && upload.bucket().equals(root.bucket())
        && upload.key().startsWith(prefix);
  }

  private String service() {
    return root.session().serviceName();
  }

  private RunLock runLock() {
    return root.session().runtime().runLock();
  }

  private static String text(OpenUpload upload) {
    return upload.address() + " (upload " + upload.id() + ")";
  }

  /// @return whether it is gone; if not it stays noted
  private boolean takeBackQuietly(OpenUpload upload) throws InterruptedException {
    try {
      takeBack(upload);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  private void takeBack(OpenUpload upload) throws StoreException, InterruptedException {
    try {
      boolean gone =
          root.call(
              S3Operation.ABORT_UPLOAD,
              upload.address(),
              () -> root.api().abort(upload.bucket(), upload.key(), upload.id()));
      if (!gone) {
        throw new StoreException(
            Kind.OTHER, "take back " + text(upload) + ": the service does not say that it is gone");
      }
      removed.increment();
    } catch (StoreException e) {
      if (!UploadPages.isGone(e)) {
        throw e;
      }
    }
  }
}
