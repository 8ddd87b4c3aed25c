package dev.sluice.s3server.store.kept;

import java.io.IOException;

/// A small body among others in one file.
final class PackedBody extends CountedBody {

  private final PackFile pack;
  private final int offset;
  private final int sizeBytes;

  PackedBody(PackFile pack, int offset, int sizeBytes) {
    this.pack = pack;
    this.offset = offset;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void writeTo(Output output, long from, long count) throws IOException {
    copy(pack.channel(), offset + from, count, output);
  }

  @Override
  void discard() {
    pack.release();
  }
}
