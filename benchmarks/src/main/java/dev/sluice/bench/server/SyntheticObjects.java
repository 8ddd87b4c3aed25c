package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Objects that are computed from their rank and take no memory. Immutable and thread-safe.
final class SyntheticObjects {

  private final SyntheticSpec spec;
  private final List<Content> contents = new ArrayList<>();
  private final ETag[] etags;

  /// What a listing says of an object of each content, beside its key.
  private final byte[][] details;

  SyntheticObjects(SyntheticSpec spec) {
    this.spec = spec;
    int variants = spec.variants();
    this.etags = new ETag[variants];
    this.details = new byte[variants][];
    for (int i = 0; i < variants; i++) {
      long start = (long) i * (BytePool.PERIOD_BYTES / variants);
      Content content = new Content.Generated(BytePool.NOISE, start, spec.sizeBytes());
      contents.add(content);
      etags[i] = etag(content);
      ByteSink text = new ByteSink(160);
      ListingDetails.append(text, spec.modifiedSecond(), etags[i], spec.sizeBytes());
      details[i] = text.toByteArray();
    }
  }

  private ETag etag(Content content) {
    return switch (spec.etags()) {
      case MD5 -> md5(content, 0, spec.sizeBytes());
      case PARTS -> etagOfParts(content);
      case FAKE -> new ETag(0, 0, 0);
    };
  }

  private ETag etagOfParts(Content content) {
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

  private static ETag md5(Content content, long offset, long count) {
    MessageDigest digest = Md5.digest();
    try {
      content.writeTo(digest::update, offset, count);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read or written here", e);
    }
    return ETag.ofMd5(digest.digest());
  }

  long count() {
    return spec.pattern().keys();
  }

  boolean contains(byte[] key) {
    return rank(key) >= 0;
  }

  @Nullable StoredObject find(byte[] key) {
    long rank = rank(key);
    if (rank < 0) {
      return null;
    }
    int variant = variant(rank);
    return new StoredObject(
        contents.get(variant),
        spec.etags() == SyntheticSpec.Etags.FAKE ? fake(rank) : etags[variant],
        spec.modifiedSecond(),
        StoredHeaders.NONE,
        StoredHeaders.NONE,
        spec.etags() == SyntheticSpec.Etags.PARTS ? spec.partBytes() : 0);
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

  KeyCursor cursor() {
    return new Cursor();
  }

  /// The key of an object, for tests and messages.
  ObjectKey key(long rank) {
    byte[] key = spec.pattern().newBuffer();
    spec.pattern().write(rank, key);
    return ObjectKey.ofUtf8(key);
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
    public int keyLength() {
      return key.length;
    }

    @Override
    public boolean isPlain() {
      return true;
    }

    @Override
    public void appendDetails(ByteSink sink) {
      if (spec.etags() == SyntheticSpec.Etags.FAKE) {
        ListingDetails.append(sink, spec.modifiedSecond(), fake(rank), spec.sizeBytes());
      } else {
        sink.put(details[variant(rank)]);
      }
    }
  }
}
