package dev.sluice.s3server.store.computed;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.store.Body;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.KeyCursor;
import dev.sluice.s3server.store.ListedDetails;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.MergedCursor;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.ObjectBase;
import dev.sluice.s3server.store.StoredCursor;
import dev.sluice.s3server.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Objects that are computed from their rank and take no memory. Immutable and thread-safe.
public final class ComputedObjects implements ObjectBase {

  private final ComputedSpec spec;
  private final List<Content> contents = new ArrayList<>();
  private final ETag[] etags;

  /// What a listing says of an object of each content, beside its key.
  private final byte[][] details;

  /// Works out the contents, which takes a moment.
  public ComputedObjects(ComputedSpec spec) {
    this.spec = spec;
    int variants = spec.variants();
    this.etags = new ETag[variants];
    this.details = new byte[variants][];
    for (int i = 0; i < variants; i++) {
      long start = (long) i * (Noise.PERIOD_BYTES / variants);
      Body body = new ComputedBody(start, spec.sizeBytes());
      etags[i] = etag(body);
      contents.add(new Content(body, etags[i], null, parts()));
      ByteSink text = new ByteSink(160);
      ListedDetails.append(text, spec.modifiedSecond(), etags[i], spec.sizeBytes());
      details[i] = text.toByteArray();
    }
  }

  private ETag etag(Body content) {
    return switch (spec.etags()) {
      case MD5 -> md5(content, 0, spec.sizeBytes());
      case PARTS -> etagOfParts(content);
      case FAKE -> new ETag(0, 0, 0);
    };
  }

  private ETag etagOfParts(Body content) {
    long partBytes = spec.partBytes();
    long whole = spec.sizeBytes() / partBytes;
    long rest = spec.sizeBytes() % partBytes;
    List<ETag> parts = new ArrayList<>();
    if (whole > 0) {
      ETag one = md5(content, 0, partBytes);
      for (long i = 0; i < whole; i++) {
        parts.add(one);
      }
    }
    if (rest > 0 || whole == 0) {
      parts.add(md5(content, whole * partBytes, rest));
    }
    return ETag.ofParts(parts);
  }

  private static ETag md5(Body content, long offset, long count) {
    MessageDigest digest = Md5.digest();
    try {
      content.writeTo(digest::update, offset, count);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read or written here", e);
    }
    return ETag.ofMd5(digest.digest());
  }

  @Override
  public long count() {
    return spec.pattern().keys();
  }

  /// The parts that ETags of parts speak of.
  private List<Content.Part> parts() {
    List<Content.Part> parts = new ArrayList<>();
    if (spec.etags() == ComputedSpec.Etags.PARTS) {
      for (long at = 0; at < spec.sizeBytes() || at == 0; at += spec.partBytes()) {
        long sizeBytes = Math.min(spec.partBytes(), spec.sizeBytes() - at);
        parts.add(new Content.Part(parts.size() + 1, sizeBytes, null));
      }
    }
    return parts;
  }

  @Override
  public @Nullable StoredObject find(byte[] key) {
    long rank = rank(key);
    if (rank < 0) {
      return null;
    }
    Content content = contents.get(variant(rank));
    return new StoredObject(
        spec.etags() == ComputedSpec.Etags.FAKE ? content.withEtag(fake(rank)) : content,
        spec.modifiedSecond(),
        ObjectAttributes.PLAIN,
        null,
        null);
  }

  /// The rank of a key, or -1 if there is no such key.
  private long rank(byte[] key) {
    long rank = spec.pattern().rankOf(key, true);
    if (rank == spec.pattern().keys()) {
      return -1;
    }
    byte[] found = spec.pattern().newBuffer();
    spec.pattern().write(rank, found);
    return Arrays.equals(found, key) ? rank : -1;
  }

  private int variant(long rank) {
    return (int) ((KeyPattern.mix(rank) >>> 1) % spec.variants());
  }

  private static ETag fake(long rank) {
    return new ETag(KeyPattern.mix(rank), KeyPattern.mix(~rank), 0);
  }

  @Override
  public KeyCursor merged(StoredCursor stored) {
    return new MergedCursor(new Cursor(), stored);
  }

  private final class Cursor implements KeyCursor {
    private final byte[] key = spec.pattern().newBuffer();
    private long rank = -1;

    @Override
    public void seek(byte[] bytes, boolean inclusive) {
      rank = spec.pattern().rankOf(bytes, inclusive) - 1;
    }

    @Override
    public boolean advance() {
      if (rank + 1 >= spec.pattern().keys()) {
        return false;
      }
      spec.pattern().write(++rank, key);
      return true;
    }

    @Override
    public byte[] key() {
      return key;
    }

    @Override
    public boolean isPlain() {
      return true;
    }

    @Override
    public void appendDetails(ByteSink sink) {
      if (spec.etags() == ComputedSpec.Etags.FAKE) {
        ListedDetails.append(sink, spec.modifiedSecond(), fake(rank), spec.sizeBytes());
      } else {
        sink.put(details[variant(rank)]);
      }
    }

    @Override
    public String storageClass() {
      return ObjectAttributes.STANDARD;
    }
  }
}
