package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.PartPlan;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.root.LocalRoot;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes a small file: reads it whole and checks it before the file system is touched, then goes
/// to the pool once. Files that are written at the same time are flushed together where that is
/// known to be as safe.
public final class LocalWriter {

  private final WritePlace place;
  private final BlockingIo io;
  private final GroupFlush group;

  public LocalWriter(WritePlace place, BlockingIo io, GroupFlush group) {
    this.place = place;
    this.io = io;
    this.group = group;
  }

  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    place.root().relative(spec.key(), "write"); // refuses before anything is read
    byte[] content = new byte[(int) spec.sizeBytes()];
    if (content.length > 0) {
      source.read(0, content, 0, content.length);
    }
    Instant modifiedTime = source.attributes().modifiedTime();
    source.verifyUnchanged();
    if (spec.expected() instanceof Fingerprint.Md5 expected) {
      MessageDigest md5 = ChecksumAlgorithm.MD5.newDigest();
      md5.update(content);
      requireMd5(place.root(), spec, expected.hex(), md5);
    }
    TemporaryFile prepared =
        io.<TemporaryFile, StoreException>call(
            () -> prepare(spec, file -> file.write(content, 0, content.length, 0), modifiedTime),
            TemporaryFile::discard);
    publish(prepared);
    return prepared.stored(false);
  }

  /// Fills a file that was just made.
  @FunctionalInterface
  public interface Filling {
    void fill(TemporaryFile file) throws StoreException, InterruptedException;
  }

  /// Makes a file that has all but its final name, and that too where it is flushed by itself.
  /// Blocks.
  ///
  /// @param modifiedTime its time; null for that of writing
  /// @return to be given to [#publish]
  public TemporaryFile prepare(WriteSpec spec, Filling filling, @Nullable Instant modifiedTime)
      throws StoreException, InterruptedException {
    TemporaryFile file = TemporaryFile.create(place, spec);
    try {
      filling.fill(file);
      file.prepare(modifiedTime);
      boolean isShort = spec.sizeBytes() <= PartPlan.WRITTEN.leastPartBytes();
      if (!isShort || !group.takes(file.directoryPath())) {
        file.force();
        file.publish();
      }
      return file;
    } catch (StoreException | InterruptedException | RuntimeException e) {
      file.discard(e);
      throw e;
    }
  }

  /// Makes a file visible, with others where that is due.
  public void publish(TemporaryFile prepared) throws StoreException, InterruptedException {
    if (!prepared.isPublished()) {
      group.publish(prepared);
    }
  }

  static void requireMd5(LocalRoot root, WriteSpec spec, String expected, MessageDigest actual)
      throws StoreException {
    String hex = HexFormat.of().formatHex(actual.digest());
    if (!hex.equals(expected)) {
      throw new StoreException(
          Kind.CORRUPT,
          "write %s: the content that arrived has the MD5 %s, not %s"
              .formatted(root.describe(spec.key()), hex, expected));
    }
  }
}
