package dev.sluice.store.s3;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.Written;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Copies within the service, on condition that the source still is what was listed.
final class S3Copies {

  private final S3Root root;

  S3Copies(S3Root root) {
    this.root = root;
  }

  Written copy(S3CopySource source, WriteSpec spec) throws StoreException, InterruptedException {
    return source.entry().sizeBytes() > root.sizes().singleCopy()
        ? new S3PartCopy(root, source, spec.key()).copy()
        : copyWhole(source, spec);
  }

  private Written copyWhole(S3CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    Entry entry = source.entry();
    CopyObjectRequest request =
        CopyObjectRequest.builder()
            .sourceBucket(source.root().bucket())
            .sourceKey(source.root().objectKey(entry.key()))
            .copySourceIfMatch(condition(entry))
            .destinationBucket(root.bucket())
            .destinationKey(root.objectKey(spec.key()))
            .acl(S3Headers.acl(root))
            .storageClass(root.settings().storageClass())
            .build();
    CopyObjectResponse answer =
        root.call(
            S3Operation.COPY,
            root.address(spec.key()),
            () -> {
              CopyObjectResponse copied = root.client().copyObject(request);
              if (copied.copyObjectResult() == null) {
                throw FaultException.corrupt("the answer does not say what was copied");
              }
              return copied;
            });
    String etag = ETags.bare(answer.copyObjectResult().eTag());
    Fingerprint copied =
        ETags.fingerprint(etag, answer.serverSideEncryption(), answer.sseCustomerAlgorithm());
    if (entry.fingerprint() instanceof Fingerprint.Md5(String listed)
        && ETags.contradicts(copied, listed)) {
      checkSource(source);
    }
    return new Written(etag);
  }

  static @Nullable String condition(Entry entry) {
    String etag = entry.etag();
    return etag == null ? null : ETags.quoted(etag);
  }

  /// The copy has another MD5 than the source's ETag. Either that ETag is no MD5 (SSE-KMS), or the
  /// server (Ceph does) does not heed the condition and has copied something newer.
  private void checkSource(S3CopySource source) throws StoreException, InterruptedException {
    HeadObjectResponse head = head(root, source);
    boolean plain =
        ETags.fingerprint(
                ETags.bare(head.eTag()), head.serverSideEncryption(), head.sseCustomerAlgorithm())
            instanceof Fingerprint.Md5;
    if (plain) {
      throw new StoreException(
          StoreException.Kind.CHANGED,
          "copy " + source.address() + ": what was copied is not what was listed");
    }
  }

  /// Looks a copy's source up, on condition that it still is what was listed.
  static HeadObjectResponse head(S3Root root, S3CopySource source)
      throws StoreException, InterruptedException {
    return root.call(
        S3Operation.HEAD,
        source.address(),
        () ->
            root.client()
                .headObject(b ->
                    b.bucket(source.root().bucket())
                        .key(source.root().objectKey(source.entry().key()))
                        .ifMatch(condition(source.entry()))));
  }
}
