package dev.sluice.store.s3;

import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.Written;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Writes an object by one PUT, whose MD5 the server verifies and whose answer is verified here.
final class S3Puts {

  private final S3Root root;

  S3Puts(S3Root root) {
    this.root = root;
  }

  Written put(WriteSpec spec, ContentReader source) throws StoreException, InterruptedException {
    S3Address address = root.address(spec.key());
    Payload payload = Payload.of(source, 0, spec.sizeBytes(), root.cpu());
    if (payload instanceof Payload.InMemory
        && ETags.contradicts(spec.expected(), payload.sentMd5Hex())) {
      throw notAsExpected(address);
    }
    PutObjectRequest request =
        S3Headers.put(root, spec.key(), source.attributes())
            .contentMD5(payload.contentMd5())
            .build();
    return root.call(
        S3Operation.PUT,
        address,
        () -> {
          PutObjectResponse answer = root.client().putObject(request, payload.body());
          String etag = ETags.bare(answer.eTag());
          if (ETags.contradicts(
              ETags.fingerprint(etag, answer.serverSideEncryption(), answer.sseCustomerAlgorithm()),
              payload.sentMd5Hex())) {
            throw FaultException.corrupt(
                "the server stored " + etag + " where " + payload.sentMd5Hex() + " was sent");
          }
          return new Written(etag);
        });
  }

  /// What is known of the content does not fit what was read.
  static StoreException notAsExpected(S3Address address) {
    return new StoreException(
        StoreException.Kind.CHANGED,
        "write " + address + ": the source's content is no longer what was listed");
  }
}
