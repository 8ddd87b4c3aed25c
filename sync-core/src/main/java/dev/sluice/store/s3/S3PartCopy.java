package dev.sluice.store.s3;

import dev.sluice.flow.WorkerGroup;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.Written;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// Copies an object too long for one request, by parts, several at once. What CopyObject would have
/// kept by itself (metadata, headers, tags) is read from the source and written again.
final class S3PartCopy {

  /// The connection's limit bounds all requests together; this bounds one object's.
  private static final int PARTS_AT_ONCE = 8;

  private final S3Root root;
  private final S3CopySource source;
  private final Key target;
  private final long sizeBytes;
  private final long partSizeBytes;

  S3PartCopy(S3Root root, S3CopySource source, Key target) {
    this.root = root;
    this.source = source;
    this.target = target;
    this.sizeBytes = source.entry().sizeBytes();
    this.partSizeBytes = root.sizes().copyPartFor(sizeBytes);
  }

  Written copy() throws StoreException, InterruptedException {
    HeadObjectResponse head = head();
    int partCount = Math.toIntExact(Math.ceilDiv(sizeBytes, partSizeBytes));
    try (S3Upload upload = S3Upload.begin(root, root.objectKey(target), create(head))) {
      copyParts(upload, partCount);
      return upload.complete(partCount, sizeBytes);
    }
  }

  /// By the SDK, since a copy keeps more than the port's answer has.
  private HeadObjectResponse head() throws StoreException, InterruptedException {
    String etag = source.entry().etag();
    return root.call(
        S3Operation.HEAD,
        source.address(),
        () -> {
          HeadObjectResponse answer =
              SdkApi.understood(() ->
                  root.client()
                      .headObject(b ->
                          b.bucket(source.root().bucket())
                              .key(source.root().objectKey(source.entry().key()))
                              .ifMatch(etag == null ? null : ETags.quoted(etag))));
          ObjectHead said = SdkApi.head(answer).requireWhole(etag);
          if (said.contentLength() != sizeBytes) {
            throw FaultException.corrupt(
                "the answer has the length " + said.contentLength() + " and not " + sizeBytes);
          }
          return answer;
        });
  }

  private CreateMultipartUploadRequest create(HeadObjectResponse head)
      throws StoreException, InterruptedException {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(root.bucket())
            .key(root.objectKey(target))
            .metadata(head.metadata())
            .contentType(head.contentType())
            .contentEncoding(S3Attributes.contentEncoding(head.contentEncoding()))
            .contentLanguage(head.contentLanguage())
            .contentDisposition(head.contentDisposition())
            .cacheControl(head.cacheControl())
            .websiteRedirectLocation(head.websiteRedirectLocation())
            .acl(S3Headers.acl(root.settings().acl()))
            .storageClass(root.settings().storageClass());
    String expires = head.expiresString();
    if (expires != null) {
      request.overrideConfiguration(o -> o.putHeader("Expires", expires));
    }
    List<Tag> tags = tags(head.tagCount());
    if (!tags.isEmpty()) {
      request.tagging(Tagging.builder().tagSet(tags).build());
    }
    return request.build();
  }

  /// The source's tags; none where the service has no such thing, or says that there are none to
  /// those who may not read them.
  ///
  /// @param count how many there are, as the service says; null where it does not
  private List<Tag> tags(@Nullable Integer count) throws StoreException, InterruptedException {
    try {
      return root.call(S3Operation.GET_TAGS, source.address(), () -> readTags(count));
    } catch (StoreException e) {
      boolean hasNone = count == null && S3Faults.isUnknownRequest(e);
      if (!hasNone) {
        throw e;
      }
      return List.of();
    }
  }

  private List<Tag> readTags(@Nullable Integer count) throws FaultException {
    GetObjectTaggingResponse answer =
        SdkApi.understood(() ->
            root.client()
                .getObjectTagging(b ->
                    b.bucket(source.root().bucket())
                        .key(source.root().objectKey(source.entry().key()))));
    if (!answer.hasTagSet()) {
      throw FaultException.corrupt("the answer does not say which tags there are");
    }
    List<Tag> tags = answer.tagSet();
    if (count != null && tags.size() < count) {
      throw FaultException.corrupt(
          "the answer has " + tags.size() + " tags, where the object has " + count);
    }
    return tags;
  }

  private void copyParts(S3Upload upload, int partCount)
      throws StoreException, InterruptedException {
    AtomicInteger next = new AtomicInteger(1);
    AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    try (WorkerGroup workers = WorkerGroup.ofVirtual("sluice-copy-part")) {
      for (int i = 0; i < Math.min(PARTS_AT_ONCE, partCount); i++) {
        workers.fork(() -> {
          try {
            for (int n = next.getAndIncrement(); n <= partCount; n = next.getAndIncrement()) {
              upload.done(n, copyPart(upload, n), null);
            }
          } catch (StoreException e) {
            failure.compareAndSet(null, e);
            workers.interruptAll();
          }
        });
      }
      workers.join();
    }
    StoreException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private String copyPart(S3Upload upload, int number) throws StoreException, InterruptedException {
    long first = (number - 1) * partSizeBytes;
    long last = Math.min(first + partSizeBytes, sizeBytes) - 1;
    String expected = source.entry().etag();
    UploadPartCopyRequest request =
        UploadPartCopyRequest.builder()
            .sourceBucket(source.root().bucket())
            .sourceKey(source.root().objectKey(source.entry().key()))
            .copySourceIfMatch(expected == null ? null : ETags.quoted(expected))
            .copySourceRange("bytes=" + first + "-" + last)
            .destinationBucket(root.bucket())
            .destinationKey(root.objectKey(target))
            .uploadId(upload.id())
            .partNumber(number)
            .build();
    return root.call(
        S3Operation.COPY_PART,
        root.address(target),
        () -> {
          CopyPartResult result =
              SdkApi.understood(() -> root.client().uploadPartCopy(request)).copyPartResult();
          String etag = result == null ? null : ETags.bare(result.eTag());
          if (etag == null) {
            throw FaultException.corrupt("the answer does not say what was copied");
          }
          return etag;
        });
  }
}
