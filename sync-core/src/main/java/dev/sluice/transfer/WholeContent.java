package dev.sluice.transfer;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Attributes;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Proof;
import dev.sluice.store.StoreException;

/// A short content that was read whole, and its MD5, before it is known what becomes of it.
final class WholeContent implements ContentReader {

  /// Below this a hop to another thread costs as much as the sum.
  private static final int IN_PLACE_BYTES = 256 * 1024;

  private final ContentReader reader;
  private final byte[] content;
  private final Md5Value md5;

  private WholeContent(ContentReader reader, byte[] content, Md5Value md5) {
    this.reader = reader;
    this.content = content;
    this.md5 = md5;
  }

  /// Reads all of a content, and looks that it still is what was listed.
  ///
  /// @param reader stays its owner's
  static WholeContent read(ContentReader reader, BlockingIo cpu)
      throws StoreException, InterruptedException {
    byte[] content = new byte[Math.toIntExact(reader.sizeBytes())];
    reader.read(0, content, 0, content.length);
    reader.verifyUnchanged();
    Md5Value md5 = content.length <= IN_PLACE_BYTES ? sum(content) : cpu.call(() -> sum(content));
    return new WholeContent(reader, content, md5);
  }

  private static Md5Value sum(byte[] content) {
    return Md5Value.of(content, 0, content.length);
  }

  Md5Value md5() {
    return md5;
  }

  @Override
  public Whole whole() {
    return new Whole(content, md5);
  }

  @Override
  public long sizeBytes() {
    return content.length;
  }

  @Override
  public Attributes attributes() throws StoreException, InterruptedException {
    return reader.attributes();
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) {
    System.arraycopy(content, Math.toIntExact(offset), into, at, length);
  }

  /// It was read whole, and what was read does not change.
  @Override
  public void verifyUnchanged() {}

  @Override
  public Proof proof() {
    return reader.proof();
  }

  @Override
  public void remember(Remembered read) throws StoreException {
    reader.remember(read);
  }

  @Override
  public void close() {
    reader.close();
  }
}
