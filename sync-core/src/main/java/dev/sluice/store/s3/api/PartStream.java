package dev.sluice.store.s3.api;

import dev.sluice.checksum.RunningSum;
import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A part of a source as a stream, read by windows of 1 MiB, with the MD5 of what has passed, and
/// another checksum if one is asked for. Used by one thread.
public final class PartStream extends InputStream {

  private static final int WINDOW_BYTES = 1 << 20;

  private final ContentReader source;
  private final BlockingIo cpu;
  private final MessageDigest digest = ChecksumAlgorithm.MD5.newDigest();
  private final @Nullable ChecksumAlgorithm algorithm;
  private final @Nullable RunningSum sum;
  private final byte[] window;
  private long offset;
  private long left;
  private int at;
  private int filled;
  private @Nullable Checksum checksum;

  /// @param algorithm of the other checksum; null for none
  PartStream(
      ContentReader source,
      long offset,
      long length,
      BlockingIo cpu,
      @Nullable ChecksumAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.sum = algorithm == null ? null : RunningSum.of(algorithm);
    this.source = source;
    this.cpu = cpu;
    this.offset = offset;
    this.left = length;
    this.window = new byte[Math.toIntExact(Math.min(WINDOW_BYTES, length))];
  }

  @Override
  public int read() throws IOException {
    return fill() ? window[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, filled - at);
    System.arraycopy(window, at, into, from, taken);
    at += taken;
    return taken;
  }

  @Override
  public int available() {
    return filled - at;
  }

  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    try {
      readWindow();
    } catch (StoreException | InterruptedException e) {
      throw new SourceFailure(e);
    }
    return true;
  }

  private void readWindow() throws StoreException, InterruptedException {
    int length = (int) Math.min(window.length, left);
    source.read(offset, window, 0, length);
    cpu.call(() -> {
      digest.update(window, 0, length);
      if (sum != null) {
        sum.update(window, 0, length);
      }
      return length;
    });
    offset += length;
    left -= length;
    at = 0;
    filled = length;
  }

  /// Reads to the end, for what has been summed up then.
  void pass() throws StoreException, InterruptedException {
    while (left > 0) {
      readWindow();
    }
  }

  /// The other checksum of all that was read, to be asked at the end; null where none was asked
  /// for.
  @Nullable Checksum checksum() {
    if (checksum == null && algorithm != null && sum != null) {
      checksum = new Checksum(algorithm, sum.base64(), Checksum.Scope.FULL_OBJECT);
    }
    return checksum;
  }

  /// The MD5 of all that was read; may be asked once.
  String md5Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
