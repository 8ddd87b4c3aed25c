package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.GetQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what is there can be read, where nothing may be written.
final class ReadChecks {

  private static final int MOST_BYTES = 1 << 10;
  private static final List<CheckName> LEFT_OUT =
      List.of(CheckName.CHECKSUMS, CheckName.CONDITIONS, CheckName.COPY, CheckName.MULTIPART);

  private final S3Root root;
  private final @Nullable ListPage page;

  /// @param page the first page of keys; null where it could not be had
  ReadChecks(S3Root root, @Nullable ListPage page) {
    this.root = root;
    this.page = page;
  }

  void run(Checkup checkup) throws InterruptedException {
    leftOut(checkup, CheckName.PUT);
    checkup.check(CheckName.GET, List.of(CheckName.LIST), this::get);
    for (CheckName each : LEFT_OUT) {
      leftOut(checkup, each);
    }
  }

  static void leftOut(Checkup checkup, CheckName name) throws InterruptedException {
    checkup.check(name, List.of(), () -> new Finding.Skipped("nothing is written (--read-only)"));
  }

  private Finding get() throws StoreException, InterruptedException {
    Whole object = readable().orElse(null);
    if (object == null) {
      return new Finding.Skipped("there is no object to read");
    }
    int bytes = Math.toIntExact(Math.min(MOST_BYTES, object.sizeBytes()));
    S3Address address = new S3Address(root.bucket(), object.key());
    try {
      root.call(
          S3Operation.GET,
          address,
          () ->
              root.api()
                  .get(
                      new GetQuery(
                          root.bucket(), object.key(), "bytes=0-" + (bytes - 1), object.etag()),
                      new byte[bytes],
                      0,
                      bytes));
      return Finding.ok("read the beginning of " + address);
    } catch (StoreException e) {
      if (e.kind() == Kind.DENIED) {
        return Rights.denied(
            e, "s3:GetObject", "arn:aws:s3:::" + root.bucket() + "/" + root.prefix() + "*");
      }
      throw e;
    }
  }

  private Optional<Whole> readable() {
    ListPage found = page;
    return found == null
        ? Optional.empty()
        : found.objects().stream()
            .filter(each -> !found.isKeyUncertain(each))
            .filter(Whole.class::isInstance)
            .map(Whole.class::cast)
            .filter(each -> each.sizeBytes() > 0)
            .filter(each -> each.storageClass() == null || !isArchived(each.storageClass()))
            .findFirst();
  }

  private static boolean isArchived(@Nullable String storageClass) {
    return "GLACIER".equals(storageClass) || "DEEP_ARCHIVE".equals(storageClass);
  }
}
