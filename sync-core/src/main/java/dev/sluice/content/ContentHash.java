package dev.sluice.content;

import dev.sluice.checksum.Claim;
import dev.sluice.checksum.RunningSum;
import dev.sluice.content.ContentWindows.Place;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Hashes of an entry's content, and contents held against each other, read in windows so that
/// memory stays flat.
final class ContentHash {

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
    List<PartsDigest> digests =
        partSizesBytes.stream()
            .map(bytes -> new PartsDigest(ChecksumAlgorithm.MD5, bytes))
            .toList();
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

  /// Whether a content is what is claimed of another.
  boolean holds(Store store, Entry entry, Claim claim) throws StoreException, InterruptedException {
    List<PartsDigest> inParts =
        claim.partSizesBytes().stream().map(bytes -> new PartsDigest(claim.sum(), bytes)).toList();
    RunningSum whole = RunningSum.of(claim.sum());
    return feed(
        store,
        entry,
        (window, length) -> {
          if (claim.isOfParts()) {
            inParts.forEach(each -> each.update(window, length));
          } else {
            whole.update(window, 0, length);
          }
        },
        _ ->
            claim.isOfParts()
                ? inParts.stream().anyMatch(each -> isClaimed(claim, each.bytes()))
                : isClaimed(claim, whole.bytes()));
  }

  private static boolean isClaimed(Claim claim, byte[] sum) {
    return claim.text(sum).equals(claim.value());
  }

  /// Tells whoever remembers what is read that a content was found to be this, without reading it.
  ///
  /// @throws StoreException of kind CHANGED if the entry no longer is what was listed
  void remember(Store store, Entry entry, Remembered found)
      throws StoreException, InterruptedException {
    try (ContentReader reader = store.open(entry)) {
      reader.verifyUnchanged();
      reader.remember(found);
    }
  }

  /// Whether two entries of one length have the same content. They are read side by side; what has
  /// no memory of its own is read up to the first difference, and files, whose MD5s are remembered,
  /// to the end.
  boolean areEqual(Store leftStore, Entry left, Store rightStore, Entry right)
      throws StoreException, InterruptedException {
    Place leftPlace = new Place(leftStore, left);
    Place rightPlace = new Place(rightStore, right);
    try (WindowMemory room = WindowMemory.of(memory, leftPlace, rightPlace);
        Reading one = new Reading(leftPlace, room.ahead());
        Reading other = new Reading(rightPlace, room.ahead())) {
      boolean equal = true;
      for (int length = one.next(); equal && length > 0; length = equal ? one.next() : 0) {
        other.next();
        equal = sameWindow(one, other, length);
      }
      one.end(equal);
      other.end(equal);
      return equal;
    }
  }

  private boolean sameWindow(Reading one, Reading other, int length) throws InterruptedException {
    return onCpu(
        length,
        () -> {
          one.digest(length);
          other.digest(length);
          return Arrays.equals(one.windows.window(), 0, length, other.windows.window(), 0, length);
        });
  }

  /// One of two contents that are read side by side. Used by one thread.
  private final class Reading implements AutoCloseable {
    final ContentWindows windows;
    private final @Nullable MessageDigest digest;

    Reading(Place place, int ahead) throws StoreException, InterruptedException {
      this.windows = new ContentWindows(place, ahead, readBytes);
      boolean isFile = Fingerprint.isOfFile(place.entry().fingerprint());
      this.digest = isFile ? ChecksumAlgorithm.MD5.newDigest() : null;
    }

    int next() throws StoreException, InterruptedException {
      return windows.next();
    }

    void digest(int length) {
      if (digest != null) {
        digest.update(windows.window(), 0, length);
      }
    }

    /// @param isRead whether it was read to the end
    void end(boolean isRead) throws StoreException, InterruptedException {
      MessageDigest own = digest;
      if (own != null && !isRead) {
        for (int length = next(); length > 0; length = next()) {
          int fed = length;
          onCpu(
              fed,
              () -> {
                digest(fed);
                return true;
              });
        }
      }
      ContentReader reader = windows.unchanged();
      if (own != null) {
        reader.remember(new Remembered(Md5Value.ofBytes(own.digest(), 0)));
      }
    }

    @Override
    public void close() {
      windows.close();
    }
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
    Place place = new Place(store, entry);
    try (WindowMemory room = WindowMemory.of(memory, place);
        ContentWindows windows = new ContentWindows(place, room.ahead(), readBytes)) {
      for (int length = windows.next(); length > 0; length = windows.next()) {
        int fed = length;
        onCpu(
            fed,
            () -> {
              sink.update(windows.window(), fed);
              return true;
            });
      }
      return result.of(windows.unchanged());
    }
  }

  private boolean onCpu(int length, BlockingIo.Call<Boolean, RuntimeException> work)
      throws InterruptedException {
    return length <= INLINE_BYTES ? work.run() : cpu.call(work);
  }
}
