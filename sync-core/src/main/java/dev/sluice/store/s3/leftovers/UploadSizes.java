package dev.sluice.store.s3.leftovers;

import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/// Adds up the parts of unfinished uploads, which no listing shows: page by page of the uploads,
/// and each of a page is asked for its parts. Used once.
public final class UploadSizes {

  private final S3Root root;
  private final Predicate<String> keys;
  private final LongAdder uploads = new LongAdder();
  private final LongAdder parts = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();

  /// @param root with whose prefix the uploads' whole keys begin
  /// @param keys which of those are meant
  public UploadSizes(S3Root root, Predicate<String> keys) {
    this.root = root;
    this.keys = keys;
  }

  /// Adds them up.
  ///
  /// @param workers how many uploads are asked at once
  /// @throws StoreException if that of one cannot be had
  public void add(int workers) throws StoreException, InterruptedException {
    UploadPages pages = new UploadPages(root);
    List<MultipartUpload> page;
    while ((page = pages.next()) != null) {
      add(page.stream().filter(each -> keys.test(each.key())).toList(), workers);
      StoreException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
    }
  }

  /// How many there are.
  public long uploads() {
    return uploads.sum();
  }

  /// How many parts they have together.
  public long parts() {
    return parts.sum();
  }

  /// The sizes of these together.
  public long bytes() {
    return bytes.sum();
  }

  private void add(List<MultipartUpload> page, int workers) throws InterruptedException {
    Iterator<MultipartUpload> next = page.iterator();
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-uploads")) {
      for (int i = 0; i < Math.min(workers, page.size()); i++) {
        group.fork(() -> {
          MultipartUpload upload;
          while (failure.get() == null && (upload = next(next)) != null) {
            add(upload);
          }
        });
      }
      group.join();
    }
  }

  private static @Nullable MultipartUpload next(Iterator<MultipartUpload> uploads) {
    synchronized (uploads) {
      return uploads.hasNext() ? uploads.next() : null;
    }
  }

  private void add(MultipartUpload upload) throws InterruptedException {
    try {
      long partCount = 0;
      long partBytes = 0;
      ListPartsResponse page = null;
      do {
        page = parts(upload, page);
        for (Part part : page.parts()) {
          partCount++;
          partBytes += part.size();
        }
      } while (Boolean.TRUE.equals(page.isTruncated()));
      uploads.increment();
      parts.add(partCount);
      bytes.add(partBytes);
    } catch (StoreException e) {
      if (!UploadPages.isGone(e)) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private ListPartsResponse parts(MultipartUpload upload, @Nullable ListPartsResponse before)
      throws StoreException, InterruptedException {
    return root.call(
        S3Operation.LIST_PARTS,
        new S3Address(root.bucket(), upload.key()),
        () -> {
          ListPartsResponse answer =
              SdkAnswers.understood(() ->
                  root.sdk()
                      .listParts(b ->
                          b.bucket(root.bucket())
                              .key(upload.key())
                              .uploadId(upload.uploadId())
                              .partNumberMarker(
                                  before == null ? null : before.nextPartNumberMarker())));
          requireWhole(answer, before);
          return answer;
        });
  }

  /// A page of a proxy is no empty list, and a part without a size is none of no bytes.
  private static void requireWhole(ListPartsResponse page, @Nullable ListPartsResponse before)
      throws FaultException {
    if (page.isTruncated() == null && page.uploadId() == null) {
      throw FaultException.corrupt("the answer does not say which parts there are");
    }
    if (page.parts().stream().anyMatch(part -> part.size() == null || part.size() < 0)) {
      throw FaultException.corrupt("the list of parts does not say how long they are");
    }
    if (Boolean.TRUE.equals(page.isTruncated())) {
      Integer marker = page.nextPartNumberMarker();
      Integer passed = before == null ? null : before.nextPartNumberMarker();
      if (marker == null || (passed != null && marker <= passed)) {
        throw FaultException.corrupt("the list of parts does not say how it goes on");
      }
    }
  }
}
