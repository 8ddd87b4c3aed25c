package dev.sluice.store.s3.object;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.CopyCommand;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.object.EarlierAttempt.Ownership;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Copies within the service, on condition that the source still is what was listed.
public final class S3Copies {

  private final ObjectWrites writes;
  private final S3Root root;
  private final WantedChecksum wanted;

  public S3Copies(ObjectWrites writes) {
    this.writes = writes;
    this.root = writes.root();
    this.wanted = WantedChecksum.of(writes);
  }

  public StoredContent copy(S3CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    return source.entry().sizeBytes() > writes.sizes().singleCopyBytes()
        ? new S3PartCopy(writes, source, spec).copy()
        : copyWhole(source, spec);
  }

  /// Copies one version, with all that goes with it.
  ///
  /// @throws StoreException of kind `REFUSED` if it is too long for one request
  public StoredContent copyVersion(S3CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    if (source.entry().sizeBytes() > writes.sizes().singleCopyBytes()) {
      throw new StoreException(
          StoreException.Kind.REFUSED,
          "copy "
              + source.address()
              + ": it is longer than one request copies, and an older version is not copied in"
              + " parts");
    }
    return copy(source, spec, null);
  }

  /// Copies the content alone. From the length on that one part of a copy has, in parts, which are
  /// copied side by side.
  public StoredContent copyContent(S3CopySource source, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    WriteHeaders headers = WriteHeaders.of(writes.options(), root.objectKey(spec.key()), own);
    return source.entry().sizeBytes() > writes.sizes().copied().leastPartBytes()
        ? new S3PartCopy(writes, source, spec).copy(headers)
        : copy(source, spec, headers);
  }

  private StoredContent copyWhole(S3CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    StoredContent copied = copy(source, spec, null);
    if (source.entry().fingerprint() instanceof Fingerprint.Md5 listed
        && ETags.contradicts(copied.fingerprint(), listed.hex())) {
      checkSource(source, root.address(spec.key()), copied.etag());
    }
    return copied;
  }

  /// @param own what goes with the copy; null for what goes with the source
  private StoredContent copy(S3CopySource source, WriteSpec spec, @Nullable WriteHeaders own)
      throws StoreException, InterruptedException {
    ConditionalWrites conditional = new ConditionalWrites(root, root.address(spec.key()));
    return wanted.write(checksum ->
        conditional.write(
            spec.condition(),
            condition ->
                copy(
                    source,
                    new CopyCommand(
                        source.bucket(),
                        source.key(),
                        source.version(),
                        source.entry().etag(),
                        root.bucket(),
                        root.objectKey(spec.key()),
                        writes.options().withChecksum(checksum),
                        own,
                        condition))));
  }

  private StoredContent copy(S3CopySource source, CopyCommand command)
      throws StoreException, InterruptedException {
    S3Address target = new S3Address(command.bucket(), command.key());
    EarlierAttempt earlier = new EarlierAttempt(root, target);
    return root.call(
        S3Operation.COPY,
        target,
        () -> earlier.stored(() -> root.api().copy(command), there -> ownership(source, there)));
  }

  /// Whether an object is the copy: by its ETag, or else by a checksum that the service has of
  /// both.
  private Ownership ownership(S3CopySource source, ObjectHead there)
      throws StoreException, InterruptedException {
    Entry entry = source.entry();
    if (there.sizeBytes() != entry.sizeBytes()) {
      return Ownership.OTHER;
    }
    String etag = there.stored().etag();
    if (entry.etag() != null && etag != null && ETags.same(entry.etag(), etag)) {
      return Ownership.OWN;
    }
    InspectQuery query =
        new InspectQuery(
            source.bucket(), source.key(), source.version(), entry.etag(), OptionalInt.empty());
    ObjectHead from =
        root.call(S3Operation.HEAD, source.address(), () -> root.api().inspect(query));
    if (there.stored().checksums().stream().anyMatch(from.stored().checksums()::contains)) {
      return Ownership.OWN;
    }
    boolean areMd5s =
        from.stored().fingerprint() instanceof Fingerprint.Md5
            && there.stored().fingerprint() instanceof Fingerprint.Md5;
    return areMd5s ? Ownership.OTHER : Ownership.UNKNOWN;
  }

  /// The copy has another MD5 than the source's ETag. Either that ETag is no MD5 (SSE-KMS), or the
  /// server (Ceph does) does not heed the condition and has copied something newer; that is found
  /// out by looking the source up on the same condition. If it is neither, the service's ETags are
  /// no digests, or the copy is something else.
  private void checkSource(S3CopySource source, S3Address target, @Nullable String etag)
      throws StoreException, InterruptedException {
    boolean plain = head(root, source).stored().fingerprint() instanceof Fingerprint.Md5;
    if (plain) {
      throw new StoreException(
          StoreException.Kind.CONTRADICTED,
          "copy "
              + source.address()
              + " to "
              + target
              + ": the copy has the ETag "
              + etag
              + ", which is not its source's; if the service's ETags are no MD5s, say"
              + " --no-check-md5");
    }
  }

  /// Looks a copy's source up, on condition that it still is what was listed.
  public static ObjectHead head(S3Root root, S3CopySource source)
      throws StoreException, InterruptedException {
    return root.call(
        S3Operation.HEAD,
        source.address(),
        () -> root.api().head(source.bucket(), source.key(), source.entry().etag()));
  }
}
