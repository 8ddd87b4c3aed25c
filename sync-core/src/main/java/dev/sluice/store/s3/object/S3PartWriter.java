package dev.sluice.store.s3.object;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.PartPlan;
import dev.sluice.store.ContentReader;
import dev.sluice.store.PartWriter;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.S3Api.PartCommand;
import dev.sluice.store.s3.api.S3Api.PutPart;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.call.WriteETagTrust;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// Writes an object in parts, any number of them at once. Thread-safe.
public final class S3PartWriter implements PartWriter {

  private final ObjectWrites writes;
  private final S3Root root;
  private final WriteSpec spec;
  private final ContentReader source;
  private final S3Upload upload;
  private final long partSizeBytes;
  private final int partCount;
  private final AtomicIntegerArray claimed;

  /// Of the whole content; null where nothing is known of it to compare with.
  private final @Nullable OrderedMd5 wholeMd5;

  private S3PartWriter(ObjectWrites writes, WriteSpec spec, ContentReader source, S3Upload upload) {
    this.writes = writes;
    this.root = writes.root();
    this.spec = spec;
    this.source = source;
    this.upload = upload;
    this.partSizeBytes = writes.sizes().written().partBytes(spec.sizeBytes());
    this.partCount = writes.sizes().written().partCount(spec.sizeBytes());
    this.claimed = new AtomicIntegerArray(partCount + 1);
    this.wholeMd5 =
        spec.expected() instanceof Fingerprint.Md5
            ? new OrderedMd5(partSizeBytes, writes.earlyParts(), root.cpu())
            : null;
  }

  public static S3PartWriter begin(ObjectWrites writes, WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    S3Root root = writes.root();
    long partSizeBytes = writes.sizes().written().partBytes(spec.sizeBytes());
    if (partSizeBytes > PartPlan.MAX_PART_BYTES) {
      throw new StoreException(
          StoreException.Kind.REFUSED,
          "write %s: refused, %d bytes are more than an object can have (%d parts of 5 GiB)"
              .formatted(root.address(spec.key()), spec.sizeBytes(), PartPlan.MAX_PARTS));
    }
    String key = root.objectKey(spec.key());
    WriteHeaders headers = WriteHeaders.of(writes.options(), key, source.attributes());
    S3Upload upload = S3Upload.begin(writes, key, headers, partSizeBytes);
    return new S3PartWriter(writes, spec, source, upload);
  }

  @Override
  public long partSizeBytes() {
    return partSizeBytes;
  }

  @Override
  public void writePart(int number) throws StoreException, InterruptedException {
    if (number < 1 || number > partCount) {
      throw new IllegalArgumentException("part " + number + " of " + partCount);
    }
    if (!claimed.compareAndSet(number, 0, 1)) {
      throw new IllegalStateException("part " + number + " was written before");
    }
    long offset = (number - 1) * partSizeBytes;
    long length = Math.min(partSizeBytes, spec.sizeBytes() - offset);
    Payload payload = Payloads.read(source, offset, length, upload.verification(), writes);
    if (wholeMd5 != null && payload instanceof Payload.InMemory inMemory) {
      wholeMd5.add(number, inMemory.content());
    }
    PartCommand command =
        new PartCommand(root.bucket(), root.objectKey(spec.key()), upload.id(), number);
    WriteETagTrust trust = root.session().writeETagTrust();
    StoredETag answered = new StoredETag(trust, upload.hasOddETags() ? 1 : trust.attempts());
    String etag =
        root.call(
            S3Operation.UPLOAD_PART,
            root.address(spec.key()),
            () -> verified(root.api().putPart(command, payload), payload, answered));
    upload.done(new PutPart(number, etag, payload.sentChecksum()));
    if (wholeMd5 == null && payload instanceof Payload.InMemory inMemory) {
      // Not where the request failed: it may be under way still.
      writes.partBuffers().give(inMemory.content());
    }
  }

  private String verified(StoredContent stored, Payload sent, StoredETag answered)
      throws FaultException, InterruptedException {
    String etag = stored.etag();
    if (etag == null) {
      throw FaultException.corrupt("the server's answer to a part has no ETag");
    }
    if (answered.isOdd(sent, stored)) {
      upload.metOddETag();
    }
    return etag;
  }

  @Override
  public StoredContent commit() throws StoreException, InterruptedException {
    upload.requireParts(partCount);
    if (wholeMd5 != null && ETags.contradicts(spec.expected(), wholeMd5.finish(source))) {
      throw S3Puts.notAsExpected(root.address(spec.key()));
    }
    source.verifyUnchanged();
    StoredContent written =
        new ConditionalWrites(root, root.address(spec.key()))
            .write(
                spec.condition(),
                condition -> upload.complete(partCount, spec.sizeBytes(), condition));
    if (upload.hasOddETags()) {
      throw S3Puts.contradicted(root.address(spec.key()), written.etag());
    }
    source.remember(remembered(written));
    return written;
  }

  /// An ETag whose parts' MD5s were not looked at stands for what was sent, and is no digest that
  /// another copy of it is to be compared by.
  private Remembered remembered(StoredContent written) {
    return upload.verification().byMd5()
            && written.fingerprint() instanceof Fingerprint.MultipartETag etag
        ? new Remembered(null, List.of(new InParts(partSizeBytes, etag.text())), null)
        : new Remembered(null, List.of(), written.etag());
  }

  @Override
  public void close() {
    if (wholeMd5 != null) {
      wholeMd5.close();
    }
    upload.close();
  }
}
