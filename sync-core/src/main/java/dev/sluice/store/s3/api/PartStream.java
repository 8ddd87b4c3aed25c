package dev.sluice.store.s3.api;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/// A part of a source as a stream, read by windows of 1 MiB, with the MD5 of what has passed. Used
/// by one thread.
public final class PartStream extends InputStream {

  private static final int WINDOW_BYTES = 1 << 20;

  private final ContentReader source;
  private final BlockingIo cpu;
  private final MessageDigest digest = ChecksumAlgorithm.MD5.newDigest();
  private final byte[] window;
  private long offset;
  private long left;
  private int at;
  private int filled;

  PartStream(ContentReader source, long offset, long length, BlockingIo cpu) {
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
    int length = (int) Math.min(window.length, left);
    try {
      source.read(offset, window, 0, length);
      cpu.call(() -> {
        digest.update(window, 0, length);
        return length;
      });
    } catch (StoreException | InterruptedException e) {
      throw new SourceFailure(e);
    }
    offset += length;
    left -= length;
    at = 0;
    filled = length;
    return true;
  }

  /// The MD5 of all that was read; may be asked once.
  String md5Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
