package dev.sluice.store.s3.leftovers;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// The pages of a listing of unfinished uploads, one after another. Used by one thread.
final class UploadPages {

  private final S3Root root;
  private @Nullable ListMultipartUploadsResponse last;

  UploadPages(S3Root root) {
    this.root = root;
  }

  /// The next page.
  ///
  /// @return null behind the last one
  @Nullable List<MultipartUpload> next() throws StoreException, InterruptedException {
    ListMultipartUploadsResponse before = last;
    if (before != null && !Boolean.TRUE.equals(before.isTruncated())) {
      return null;
    }
    ListMultipartUploadsResponse page =
        root.call(
            S3Operation.LIST_UPLOADS,
            root.address(),
            () -> {
              ListMultipartUploadsResponse answer =
                  SdkAnswers.understood(() ->
                      root.sdk()
                          .listMultipartUploads(b -> {
                            b.bucket(root.bucket()).prefix(root.prefix());
                            if (before != null) {
                              b.keyMarker(before.nextKeyMarker())
                                  .uploadIdMarker(before.nextUploadIdMarker());
                            }
                          }));
              requireWhole(answer, before);
              requireNamed(answer);
              return answer;
            });
    last = page;
    return page.uploads();
  }

  /// Whether a request about an upload failed since it is no more: it was finished, or somebody has
  /// taken it back.
  static boolean isGone(StoreException e) {
    S3Faults.Answer answer = S3Faults.answer(e);
    return e.kind() == StoreException.Kind.NOT_FOUND
        || (answer != null && "NoSuchUpload".equals(answer.code()));
  }

  /// What is not under the prefix was not asked for, and may be somebody else's.
  private void requireNamed(ListMultipartUploadsResponse page) throws FaultException {
    for (MultipartUpload upload : page.uploads()) {
      String key = upload.key();
      if (key == null || upload.uploadId() == null || !key.startsWith(root.prefix())) {
        throw FaultException.corrupt(
            "the list of uploads has one of " + key + ", which was not asked for");
      }
    }
  }

  /// A page of a proxy is no empty list, and one that does not say how it goes on is not the last.
  private static void requireWhole(
      ListMultipartUploadsResponse page, @Nullable ListMultipartUploadsResponse before)
      throws FaultException {
    Boolean truncated = page.isTruncated();
    if (truncated == null && page.bucket() == null) {
      throw FaultException.corrupt("the answer does not say which uploads there are");
    }
    if (Boolean.TRUE.equals(truncated)) {
      String marker = page.nextKeyMarker();
      if (marker == null) {
        throw FaultException.corrupt("the list of uploads does not say how it goes on");
      }
      if (before != null
          && marker.equals(before.nextKeyMarker())
          && Objects.equals(page.nextUploadIdMarker(), before.nextUploadIdMarker())) {
        throw FaultException.corrupt("the list of uploads repeats itself");
      }
    }
  }
}
