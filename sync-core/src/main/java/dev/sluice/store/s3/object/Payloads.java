package dev.sluice.store.s3.object;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.Crc32c;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.Payload;

/// Makes payloads of what is read from a source.
public final class Payloads {

  private Payloads() {}

  /// Reads `length` bytes of `source` at `offset`, now or while they are sent, and looks that the
  /// source still is what was listed.
  ///
  /// @param writes whose buffers a short one is read into; whoever knows that nobody uses it any
  ///   more may give it back
  static Payload read(
      ContentReader source,
      long offset,
      long length,
      Payload.VerifiedBy verifiedBy,
      ObjectWrites writes)
      throws StoreException, InterruptedException {
    BlockingIo cpu = writes.root().cpu();
    if (length > Payload.IN_MEMORY_BYTES) {
      return new Payload.Streamed(source, offset, length, cpu);
    }
    ContentReader.Whole whole = source.whole();
    if (whole != null && whole.content().length == length && verifiedBy == Payload.VerifiedBy.MD5) {
      return new Payload.InMemory(whole.content(), Md5.of(whole.md5()), null, cpu);
    }
    byte[] content = writes.partBuffers().take(Math.toIntExact(length));
    source.read(offset, content, 0, content.length);
    source.verifyUnchanged();
    return switch (verifiedBy) {
      case MD5 -> new Payload.InMemory(content, Md5.of(content, 0, content.length, cpu), null, cpu);
      case CRC32C -> new Payload.InMemory(content, null, Crc32c.of(content, cpu), cpu);
    };
  }
}
