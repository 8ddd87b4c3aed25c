package dev.sluice.bench.server;

import dev.sluice.s3server.http.Payload;
import java.io.IOException;
import java.util.List;

/// The bytes of an object, or what stands for them. Immutable once the object is visible.
sealed interface Content extends Payload {

  long sizeBytes();

  /// Whether the bytes can be given back.
  default boolean isReadable() {
    return true;
  }

  /// `count` bytes of a content from `offset` on.
  static Content slice(Content whole, long offset, long count) {
    return offset == 0 && count == whole.sizeBytes() ? whole : new Slice(whole, offset, count);
  }

  /// Contents one after another.
  static Content joined(List<Content> parts) {
    return parts.size() == 1 ? parts.getFirst() : Joined.of(parts);
  }

  /// Bytes that lie in a slab.
  record Kept(Slab slab, int offset, int size) implements Content {
    @Override
    public long sizeBytes() {
      return size;
    }

    void write(int at, byte[] source, int from, int count) {
      slab.write(offset + at, source, from, count);
    }

    @Override
    public void writeTo(Output output, long from, long count) throws IOException {
      slab.copyTo(output, offset + from, count);
    }
  }

  /// Bytes that were received, hashed and forgotten.
  record Dropped(long sizeBytes) implements Content {
    @Override
    public boolean isReadable() {
      return false;
    }

    @Override
    public void writeTo(Output output, long offset, long count) {
      throw new IllegalStateException("the content was not kept");
    }
  }

  /// Bytes that are computed: a stretch of a pool that repeats for ever.
  record Generated(BytePool pool, long start, long sizeBytes) implements Content {
    @Override
    public void writeTo(Output output, long offset, long count) throws IOException {
      pool.copyTo(output, start + offset, count);
    }
  }

  /// A part of another content.
  record Slice(Content whole, long start, long sizeBytes) implements Content {
    @Override
    public boolean isReadable() {
      return whole.isReadable();
    }

    @Override
    public void writeTo(Output output, long offset, long count) throws IOException {
      whole.writeTo(output, start + offset, count);
    }
  }

  /// The parts of an object that was uploaded in parts.
  record Joined(List<Content> parts, long sizeBytes) implements Content {

    static Joined of(List<Content> parts) {
      return new Joined(List.copyOf(parts), parts.stream().mapToLong(Content::sizeBytes).sum());
    }

    @Override
    public boolean isReadable() {
      return parts.stream().allMatch(Content::isReadable);
    }

    @Override
    public void writeTo(Output output, long offset, long count) throws IOException {
      long skip = offset;
      long left = count;
      for (Content part : parts) {
        if (left == 0) {
          return;
        }
        long size = part.sizeBytes();
        if (skip < size) {
          long here = Math.min(left, size - skip);
          part.writeTo(output, skip, here);
          left -= here;
          skip = 0;
        } else {
          skip -= size;
        }
      }
    }
  }
}
