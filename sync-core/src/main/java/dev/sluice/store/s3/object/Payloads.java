package dev.sluice.store.s3.object;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ContentChecksum;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.Payload.Verification;
import org.jspecify.annotations.Nullable;

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
      Verification verification,
      ObjectWrites writes)
      throws StoreException, InterruptedException {
    BlockingIo cpu = writes.root().cpu();
    if (length > Payload.IN_MEMORY_BYTES) {
      return streamed(
          new Payload.Streamed(source, offset, length, cpu, verification.checksum()), verification);
    }
    ContentReader.Whole whole = source.whole();
    if (whole != null && whole.content().length == length && verification.byMd5()) {
      return inMemory(whole.content(), Md5.of(whole.md5()), verification, cpu);
    }
    byte[] content = writes.partBuffers().take(Math.toIntExact(length));
    source.read(offset, content, 0, content.length);
    source.verifyUnchanged();
    Md5 md5 = verification.byMd5() ? Md5.of(content, 0, content.length, cpu) : null;
    return inMemory(content, md5, verification, cpu);
  }

  private static Payload inMemory(
      byte[] content, @Nullable Md5 md5, Verification verification, BlockingIo cpu)
      throws InterruptedException {
    ChecksumAlgorithm algorithm = verification.checksum();
    Checksum checksum = algorithm == null ? null : ContentChecksum.of(algorithm, content, cpu);
    return new Payload.InMemory(content, md5, checksum, cpu);
  }

  private static Payload streamed(Payload.Streamed payload, Verification verification)
      throws StoreException, InterruptedException {
    if (verification.checksum() != null && verification.isAhead()) {
      payload.sumUpAhead();
    }
    return payload;
  }
}
