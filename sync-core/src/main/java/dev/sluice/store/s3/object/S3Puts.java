package dev.sluice.store.s3.object;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.Payload.Verification;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.PutCommand;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.S3Root;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an object by one PUT, whose MD5 the server verifies and whose answer is verified here.
public final class S3Puts {

  private final ObjectWrites writes;
  private final S3Root root;
  private final WantedChecksum wanted;

  public S3Puts(ObjectWrites writes) {
    this.writes = writes;
    this.root = writes.root();
    this.wanted = WantedChecksum.of(writes);
  }

  public StoredContent put(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return wanted.write(checksum -> put(spec, source, checksum));
  }

  private StoredContent put(
      WriteSpec spec, ContentReader source, @Nullable ChecksumAlgorithm checksum)
      throws StoreException, InterruptedException {
    S3Address address = root.address(spec.key());
    Verification verification =
        checksum == null ? Verification.MD5 : new Verification(true, checksum, true);
    Payload payload = Payloads.read(source, 0, spec.sizeBytes(), verification, writes);
    if (payload instanceof Payload.InMemory inMemory && inMemory.contradicts(spec.expected())) {
      throw notAsExpected(address);
    }
    String key = root.objectKey(spec.key());
    WriteHeaders headers = WriteHeaders.of(writes.options(), key, source.attributes());
    StoredContent written =
        new ConditionalWrites(root, address)
            .write(
                spec.condition(),
                condition ->
                    put(new PutCommand(root.bucket(), key, headers, condition), payload, address));
    if (payload instanceof Payload.InMemory inMemory) {
      source.remember(new Remembered(inMemory.md5Value(), List.of(), written.sentETag()));
    }
    return written;
  }

  private StoredContent put(PutCommand command, Payload payload, S3Address address)
      throws StoreException, InterruptedException {
    StoredETag answered = new StoredETag(root.session().writeETagTrust());
    EarlierAttempt earlier = new EarlierAttempt(root, address);
    return root.call(
        S3Operation.PUT,
        address,
        () -> {
          StoredContent stored =
              earlier.stored(
                  () -> root.api().put(command, payload),
                  there -> SentContent.ownership(payload, there, believed(there), root.cpu()));
          if (answered.isOdd(payload, stored)) {
            throw contradicted(address, stored.etag());
          }
          return stored;
        });
  }

  private Fingerprint believed(ObjectHead there) {
    return root.session().writeETagTrust().isLost()
        ? Fingerprint.OPAQUE
        : there.stored().fingerprint();
  }

  /// It is stored, and the ETag says that it is something else.
  static StoreException contradicted(S3Address address, @Nullable String etag) {
    return new StoreException(
        StoreException.Kind.CONTRADICTED,
        "write "
            + address
            + ": the server took it, and answers each time with an ETag that is not the MD5 of what"
            + " was sent ("
            + etag
            + "); if its ETags are no MD5s, say --no-check-md5");
  }

  /// What is known of the content does not fit what was read.
  static StoreException notAsExpected(S3Address address) {
    return new StoreException(
        StoreException.Kind.CHANGED,
        "write " + address + ": the source's content is no longer what was listed");
  }
}
