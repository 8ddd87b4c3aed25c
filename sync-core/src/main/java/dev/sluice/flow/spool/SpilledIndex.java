package dev.sluice.flow.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Finds records by a hash. The records are in a temporary file; memory holds a dozen bytes of
/// each, and nothing before the first one is asked for: then the file is read through, and only
/// then is anything hashed. Made for many records of which few are ever asked for, and mostly none.
///
/// It is bounded: what comes when it is full is not kept, nor are more than eight of one hash.
/// Where the file cannot be written or read, nothing is kept or found any more: it is for what can
/// be done without. Thread-safe; file calls are made under the lock, and are short, but for the
/// reading through.
public final class SpilledIndex implements AutoCloseable {

  /// Records begin at multiples of this, so that a place fits into half a slot.
  private static final int GRAIN_BYTES = 8;

  /// Before each record: its length.
  private static final int HEAD_BYTES = Short.BYTES;

  private static final int MOST_BYTES = 0xffff;

  /// Longer than any record.
  private static final int BUFFER_BYTES = 1 << 17;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path folder;
  private final int mostRecords;
  private final ToIntFunction<byte[]> hashing;

  /// Null before anything is asked for.
  private @Nullable PackedSlots slots;

  private int records;

  /// What is not in the file yet.
  private ByteBuffer pending = ByteBuffer.allocate(0);

  private long writtenBytes;
  private @Nullable RandomAccessFile file;
  private @Nullable Path name;
  private boolean isOff;

  /// An index that is empty.
  ///
  /// @param folder where the file is made when there is something to write
  /// @param mostRecords how many are kept
  /// @param hashing gives the hash of a record, whose bits are all equally likely
  public SpilledIndex(Path folder, int mostRecords, ToIntFunction<byte[]> hashing) {
    this.folder = folder;
    this.mostRecords = mostRecords;
    this.hashing = hashing;
  }

  /// Adds a record, beside others of the same hash.
  ///
  /// @param record up to 64 KiB
  /// @return whether it is kept
  public boolean add(byte[] record) {
    lock.lock();
    try {
      if (isOff || records == mostRecords || record.length > MOST_BYTES) {
        return false;
      }
      long place = append(record) / GRAIN_BYTES;
      if (place > PackedSlots.MOST) {
        return false;
      }
      if (slots != null) {
        slots.add(hashing.applyAsInt(record), place);
      }
      records++;
      return true;
    } catch (IOException e) {
      isOff = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Adds many without a wait for others between them.
  ///
  /// @param adding adds them
  public void addTogether(Runnable adding) {
    lock.lock();
    try {
      adding.run();
    } finally {
      lock.unlock();
    }
  }

  private long append(byte[] record) throws IOException {
    int length = paddedLength(record.length);
    if (pending.position() + length > BUFFER_BYTES) {
      flush();
    }
    if (pending.capacity() == 0) {
      pending = ByteBuffer.allocate(BUFFER_BYTES);
    }
    int at = pending.position();
    pending.putShort((short) record.length).put(record).position(at + length);
    return writtenBytes + at;
  }

  private static int paddedLength(int recordBytes) {
    return (HEAD_BYTES + recordBytes + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES;
  }

  private void flush() throws IOException {
    RandomAccessFile to = file == null ? make() : file;
    to.seek(writtenBytes);
    to.write(pending.array(), 0, pending.position());
    writtenBytes += pending.position();
    pending.clear();
  }

  /// Without a name, where the system lets a file be used that has none any more, so that not even
  /// a kill leaves it behind.
  private RandomAccessFile make() throws IOException {
    Path made = Files.createTempFile(folder, "sluice-", ".index");
    RandomAccessFile opened = new RandomAccessFile(made.toFile(), "rw");
    file = opened;
    try {
      Files.delete(made);
    } catch (IOException e) {
      name = made; // removed when closed
    }
    return opened;
  }

  /// The records of a hash, in any order; of more than eight the first.
  public List<byte[]> get(int hash) {
    lock.lock();
    try {
      List<byte[]> found = new ArrayList<>();
      if (!isOff) {
        for (long place : slots().places(hash)) {
          found.add(read(place * GRAIN_BYTES));
        }
      }
      return found;
    } catch (IOException e) {
      isOff = true;
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /// Where the records are: found by reading through them, the first time.
  private PackedSlots slots() throws IOException {
    PackedSlots known = slots;
    if (known != null) {
      return known;
    }
    PackedSlots found = new PackedSlots();
    RandomAccessFile from = file;
    if (from != null) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      for (long place = 0; place < writtenBytes; place += buffer.position()) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, writtenBytes - place));
        from.seek(place);
        from.readFully(buffer.array(), 0, buffer.limit());
        addAll(buffer, place, found);
      }
    }
    addAll(pending.duplicate().flip(), writtenBytes, found);
    slots = found;
    return found;
  }

  /// Adds the records that are there as a whole, and moves behind them.
  ///
  /// @param place of the first
  private void addAll(ByteBuffer from, long place, PackedSlots into) {
    while (from.remaining() >= HEAD_BYTES) {
      int at = from.position();
      byte[] record = new byte[Short.toUnsignedInt(from.getShort(at))];
      int length = paddedLength(record.length);
      if (length > from.remaining()) {
        return;
      }
      from.get(at + HEAD_BYTES, record);
      into.add(hashing.applyAsInt(record), (place + at) / GRAIN_BYTES);
      from.position(at + length);
    }
  }

  private byte[] read(long place) throws IOException {
    RandomAccessFile from = file;
    if (place >= writtenBytes || from == null) {
      int at = (int) (place - writtenBytes);
      byte[] record = new byte[Short.toUnsignedInt(pending.getShort(at))];
      pending.get(at + HEAD_BYTES, record);
      return record;
    }
    from.seek(place);
    byte[] record = new byte[from.readUnsignedShort()];
    from.readFully(record);
    return record;
  }

  /// What it takes in memory.
  long heldBytes() {
    lock.lock();
    try {
      return pending.capacity() + (slots == null ? 0 : slots.heldBytes());
    } finally {
      lock.unlock();
    }
  }

  /// Removes the file.
  @Override
  public void close() {
    lock.lock();
    try (RandomAccessFile _ = file) {
      isOff = true;
      if (name != null) {
        Files.deleteIfExists(name);
      }
    } catch (IOException e) {
      // It was only for this run.
    } finally {
      lock.unlock();
    }
  }
}
