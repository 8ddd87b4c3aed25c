package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes a small file: reads it whole and checks it before the file system is touched, then goes
/// to the pool once. Files that are written at the same time are flushed together where that is
/// known to be as safe.
final class LocalWriter {

  private final LocalRoot root;
  private final ParentDirectories parents;
  private final BlockingIo io;
  private final GroupFlush group;

  LocalWriter(LocalRoot root, ParentDirectories parents, BlockingIo io, GroupFlush group) {
    this.root = root;
    this.parents = parents;
    this.io = io;
    this.group = group;
  }

  void write(WriteSpec spec, ContentReader source) throws StoreException, InterruptedException {
    root.resolve(spec.key(), "write"); // refuses before anything is read
    byte[] content = new byte[(int) spec.sizeBytes()];
    if (content.length > 0) {
      source.read(0, content, 0, content.length);
    }
    Instant modifiedTime = source.attributes().modifiedTime();
    source.verifyUnchanged();
    if (spec.expected() instanceof Fingerprint.Md5(String hex)) {
      MessageDigest md5 = md5();
      md5.update(content);
      requireMd5(root, spec, hex, md5);
    }
    Handover handover = new Handover();
    try {
      io.<@Nullable Void, StoreException>call(() -> {
        writeNow(spec, content, modifiedTime, handover);
        return null;
      });
    } catch (InterruptedException e) {
      TemporaryFile unwanted = handover.giveUp();
      if (unwanted != null) {
        Quietly.run(io, unwanted::close);
      }
      throw e;
    }
    TemporaryFile prepared = handover.take();
    if (prepared != null) {
      group.publish(prepared);
    }
  }

  /// Leaves it to the caller to publish the file if that is to be done for many at once.
  private void writeNow(
      WriteSpec spec, byte[] content, @Nullable Instant modifiedTime, Handover handover)
      throws StoreException, InterruptedException {
    TemporaryFile file = TemporaryFile.create(root, parents, spec);
    try {
      file.write(content, content.length, 0);
      file.prepare(modifiedTime);
      if (!group.takes(file.directory())) {
        file.force();
        file.publish();
      } else if (!handover.offer(file)) {
        file.discard(new InterruptedException()); // the caller is gone
      }
    } catch (StoreException | InterruptedException | RuntimeException e) {
      file.discard(e);
      throw e;
    }
  }

  /// A file on its way from the pool to its caller, who may have given up meanwhile.
  private static final class Handover {
    private @Nullable TemporaryFile file;
    private boolean givenUp;

    /// @return false if nobody will take it
    synchronized boolean offer(TemporaryFile offered) {
      file = givenUp ? null : offered;
      return !givenUp;
    }

    synchronized @Nullable TemporaryFile take() {
      return file;
    }

    /// @return what was offered before
    synchronized @Nullable TemporaryFile giveUp() {
      givenUp = true;
      return file;
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

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
