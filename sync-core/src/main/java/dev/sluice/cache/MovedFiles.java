package dev.sluice.cache;

import dev.sluice.flow.spool.SpilledIndex;
import dev.sluice.model.FileStamp;
import dev.sluice.state.Row;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Remembered files that are not where they were, by their stamps: one may bear another name by
/// now, since renaming a folder changes nothing of the files in it. Bounded: of more of them some
/// are not found. Thread-safe.
final class MovedFiles implements AutoCloseable {

  private static final int MOST_FILES = 1_000_000;

  /// Change times that are multiples of this are taken for made up: from images, FAT and SFTP,
  /// whose inode numbers may belong to several files, and times too.
  private static final long MADE_UP_NANOS = 10_000_000;

  private final SpilledIndex index;
  private volatile boolean hasAny;

  /// @param folder where what does not fit into memory is kept
  MovedFiles(Path folder) {
    this.index =
        new SpilledIndex(folder, MOST_FILES, record -> hash(stamp(ByteBuffer.wrap(record))));
  }

  /// A file was remembered and is not there.
  ///
  /// @param row need not stay as it is
  void add(Row row) {
    FileStamp stamp = row.stamp();
    if (row.isRacy() || !isTelling(stamp)) {
      return;
    }
    byte[] key = row.keyBytes();
    byte[] facts = row.facts();
    ByteBuffer record =
        ByteBuffer.allocate(4 * Long.BYTES + Short.BYTES + key.length + facts.length);
    putStamp(record, stamp);
    if (key.length <= Short.MAX_VALUE
        && index.add(record.putShort((short) key.length).put(key).put(facts).array())) {
      hasAny = true;
    }
  }

  /// Whether a stamp means one file under whatever name.
  private static boolean isTelling(FileStamp stamp) {
    return stamp.inode() != 0 && stamp.ctimeNanos() % MADE_UP_NANOS != 0;
  }

  private static void putStamp(ByteBuffer into, FileStamp stamp) {
    into.putLong(stamp.sizeBytes());
    into.putLong(stamp.mtimeNanos());
    into.putLong(stamp.ctimeNanos());
    into.putLong(stamp.inode());
  }

  private static FileStamp stamp(ByteBuffer of) {
    return new FileStamp(of.getLong(), of.getLong(), of.getLong(), of.getLong());
  }

  private static int hash(FileStamp stamp) {
    long mixed = (stamp.inode() ^ Long.rotateLeft(stamp.ctimeNanos(), 32)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> Integer.SIZE);
  }

  /// Whether there is any.
  boolean hasAny() {
    return hasAny;
  }

  /// The row of the file with this stamp.
  ///
  /// @return null where none is known
  @Nullable Row find(FileStamp stamp) {
    if (!hasAny) {
      return null;
    }
    for (byte[] bytes : index.get(hash(stamp))) {
      ByteBuffer record = ByteBuffer.wrap(bytes);
      if (stamp(record).equals(stamp)) {
        byte[] key = new byte[record.getShort()];
        record.get(key);
        byte[] facts = new byte[record.remaining()];
        record.get(facts);
        return Row.of(key, stamp, false, facts);
      }
    }
    return null;
  }

  /// Forgets all.
  @Override
  public void close() {
    index.close();
  }
}
