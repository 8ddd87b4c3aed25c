package dev.sluice.store.s3.object;

import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Api.CopyPartCommand;
import dev.sluice.store.s3.api.S3Api.PartCommand;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Copies an object too long for one request, by parts, several at once. What CopyObject would have
/// kept by itself (metadata, headers, tags) is read from the source and written again.
public final class S3PartCopy {

  /// The connection's limit bounds all requests together; this bounds one object's.
  private static final int PARTS_AT_ONCE = 8;

  private final ObjectWrites writes;
  private final S3Root root;
  private final S3CopySource source;
  private final WriteSpec spec;
  private final Key target;
  private final long sizeBytes;
  private final long partSizeBytes;

  S3PartCopy(ObjectWrites writes, S3CopySource source, WriteSpec spec) {
    this.writes = writes;
    this.root = writes.root();
    this.source = source;
    this.spec = spec;
    this.target = spec.key();
    this.sizeBytes = source.entry().sizeBytes();
    this.partSizeBytes = writes.sizes().copied().partBytes(sizeBytes);
  }

  StoredContent copy() throws StoreException, InterruptedException {
    ObjectHead head = head();
    return copy(WriteHeaders.copyOf(head, tags(head.tagCount()), writes.options()));
  }

  /// The same, with what goes with the copy.
  StoredContent copy(WriteHeaders headers) throws StoreException, InterruptedException {
    int partCount = writes.sizes().copied().partCount(sizeBytes);
    try (S3Upload upload =
        S3Upload.ofCopies(writes, root.objectKey(target), headers, partSizeBytes)) {
      copyParts(upload, partCount);
      return new ConditionalWrites(root, root.address(target))
          .write(spec.condition(), condition -> upload.complete(partCount, sizeBytes, condition));
    }
  }

  private ObjectHead head() throws StoreException, InterruptedException {
    return root.call(
        S3Operation.HEAD,
        source.address(),
        () -> {
          ObjectHead head = root.api().head(source.bucket(), source.key(), source.entry().etag());
          if (head.sizeBytes() != sizeBytes) {
            throw FaultException.corrupt(
                "the answer has the length " + head.sizeBytes() + " and not " + sizeBytes);
          }
          return head;
        });
  }

  /// The source's tags; none where the service has no such thing, or says that there are none to
  /// those who may not read them.
  ///
  /// @param count how many there are, as the service says; empty where it does not
  private Map<String, String> tags(OptionalInt count) throws StoreException, InterruptedException {
    try {
      return root.call(S3Operation.GET_TAGS, source.address(), () -> readTags(count.orElse(0)));
    } catch (StoreException e) {
      boolean hasNone = count.orElse(0) == 0 && S3Faults.isUnknownRequest(e);
      if (!hasNone) {
        throw e;
      }
      return Map.of();
    }
  }

  private Map<String, String> readTags(int atLeast) throws IOException {
    Map<String, String> tags = root.api().tags(source.bucket(), source.key());
    if (tags.size() < atLeast) {
      throw FaultException.corrupt(
          "the answer has " + tags.size() + " tags, where the object has " + atLeast);
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
              upload.copied(n, copyPart(upload, n));
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

  private StoredContent copyPart(S3Upload upload, int number)
      throws StoreException, InterruptedException {
    long first = (number - 1) * partSizeBytes;
    long last = Math.min(first + partSizeBytes, sizeBytes) - 1;
    CopyPartCommand command =
        new CopyPartCommand(
            source.bucket(),
            source.key(),
            source.entry().etag(),
            "bytes=" + first + "-" + last,
            new PartCommand(root.bucket(), root.objectKey(target), upload.id(), number));
    return root.call(
        S3Operation.COPY_PART, root.address(target), () -> root.api().copyPart(command));
  }
}
