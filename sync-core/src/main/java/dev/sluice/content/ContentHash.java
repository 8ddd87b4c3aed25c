package dev.sluice.content;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;

/// Hashes of an entry's content, read in windows so that memory stays flat.
final class ContentHash {

  private static final int WINDOW_BYTES = 1 << 20;

  /// Below this a hop to another thread costs more than the hashing.
  private static final int INLINE_BYTES = 64 * 1024;

  private final BytePermits memory;
  private final BlockingIo cpu;

  private final LongConsumer readBytes;

  /// @param readBytes is told of the bytes that are read, as they are
  ContentHash(BytePermits memory, BlockingIo cpu, LongConsumer readBytes) {
    this.memory = memory;
    this.cpu = cpu;
    this.readBytes = readBytes;
  }

  /// The MD5 of all of `entry`.
  ///
  /// @return 32 lower-case hexadecimal digits
  /// @throws StoreException of kind CHANGED if the entry no longer is what was listed
  String md5(Store store, Entry entry) throws StoreException, InterruptedException {
    MessageDigest digest = ChecksumAlgorithm.MD5.newDigest();
    return feed(
        store,
        entry,
        (window, length) -> digest.update(window, 0, length),
        reader -> {
          byte[] md5 = digest.digest();
          reader.remember(new Remembered(Md5Value.ofBytes(md5, 0)));
          return HexFormat.of().formatHex(md5);
        });
  }

  /// The ETags that `entry` would have as an object written in parts, one for each part size, in
  /// one reading.
  List<String> multipartETags(Store store, Entry entry, List<Long> partSizesBytes)
      throws StoreException, InterruptedException {
    List<PartsDigest> digests = partSizesBytes.stream().map(PartsDigest::new).toList();
    return feed(
        store,
        entry,
        (window, length) -> digests.forEach(each -> each.update(window, length)),
        reader -> {
          List<InParts> etags = digests.stream().map(PartsDigest::inParts).toList();
          reader.remember(new Remembered(null, etags, null));
          return etags.stream().map(InParts::etag).toList();
        });
  }

  private interface Sink {
    void update(byte[] window, int length);
  }

  private interface Result<T> {
    T of(ContentReader reader) throws StoreException;
  }

  /// Tells what came of it, once the content was found unchanged.
  private <T> T feed(Store store, Entry entry, Sink sink, Result<T> result)
      throws StoreException, InterruptedException {
    int windowBytes = (int) Math.min(WINDOW_BYTES, entry.sizeBytes());
    try (BytePermits.Lease _ = memory.acquire(windowBytes);
        ContentReader reader = store.open(entry)) {
      byte[] window = new byte[windowBytes];
      for (long offset = 0; offset < entry.sizeBytes(); offset += windowBytes) {
        int length = (int) Math.min(windowBytes, entry.sizeBytes() - offset);
        reader.read(offset, window, 0, length);
        readBytes.accept(length);
        if (length <= INLINE_BYTES) {
          sink.update(window, length);
        } else {
          cpu.call(() -> {
            sink.update(window, length);
            return true;
          });
        }
      }
      reader.verifyUnchanged();
      return result.of(reader);
    }
  }
}
