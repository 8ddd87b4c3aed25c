package dev.sluice.flow.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Finds records by a hash. The records are in a temporary file; memory holds eight bytes of each,
/// and some room. Made for many records of which few are ever asked for.
///
/// It is bounded: what comes when it is full is not kept. Where the file cannot be written or read,
/// nothing is kept or found any more: it is for what can be done without. Thread-safe; file calls
/// are made under the lock, and are short.
public final class SpilledIndex implements AutoCloseable {

  /// Records begin at multiples of this, so that a place fits into half a slot.
  private static final int GRAIN_BYTES = 16;

  private static final int LENGTH_BYTES = 2;
  private static final int MOST_BYTES = 0xffff;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int BUFFER_BYTES = 1 << 17;
  private static final long PLACE_MASK = 0xffff_ffffL;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path folder;
  private final int mostRecords;

  /// Of each record its hash, in the upper half, and its place in grains plus one; 0 is free.
  private long[] slots = new long[FIRST_SLOTS];

  private int records;
  private byte[] pending = new byte[0];
  private int pendingBytes;
  private long writtenBytes;
  private @Nullable RandomAccessFile file;
  private @Nullable Path name;
  private boolean isOff;

  /// An index that is empty.
  ///
  /// @param folder where the file is made when there is something to write
  /// @param mostRecords how many are kept
  public SpilledIndex(Path folder, int mostRecords) {
    this.folder = folder;
    this.mostRecords = mostRecords;
  }

  /// Adds a record, beside others of the same hash.
  ///
  /// @param hash whose bits are all equally likely
  /// @param record up to 64 KiB
  /// @return whether it is kept
  public boolean add(int hash, byte[] record) {
    lock.lock();
    try {
      if (isOff || records == mostRecords || record.length > MOST_BYTES) {
        return false;
      }
      if (records >= slots.length / 4 * 3) {
        grow();
      }
      long place = append(record);
      insert(slots, (long) hash << 32 | (place / GRAIN_BYTES + 1));
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

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long slot : slots) {
      if (slot != 0) {
        insert(larger, slot);
      }
    }
    slots = larger;
  }

  private static void insert(long[] into, long slot) {
    int at = (int) (slot >>> 32) & (into.length - 1);
    while (into[at] != 0) {
      at = (at + 1) & (into.length - 1);
    }
    into[at] = slot;
  }

  private long append(byte[] record) throws IOException {
    int length = (LENGTH_BYTES + record.length + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES;
    if (pendingBytes + length > BUFFER_BYTES) {
      flush();
    }
    if (pendingBytes + length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(BUFFER_BYTES, length));
    }
    int at = pendingBytes;
    pending[at] = (byte) (record.length >>> 8);
    pending[at + 1] = (byte) record.length;
    System.arraycopy(record, 0, pending, at + LENGTH_BYTES, record.length);
    pendingBytes += length;
    return writtenBytes + at;
  }

  private void flush() throws IOException {
    RandomAccessFile to = file == null ? make() : file;
    to.seek(writtenBytes);
    to.write(pending, 0, pendingBytes);
    writtenBytes += pendingBytes;
    pendingBytes = 0;
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

  /// The records of a hash, in any order.
  public List<byte[]> get(int hash) {
    lock.lock();
    try {
      List<byte[]> found = new ArrayList<>();
      int mask = slots.length - 1;
      for (int at = hash & mask; slots[at] != 0 && !isOff; at = (at + 1) & mask) {
        if ((int) (slots[at] >>> 32) == hash) {
          found.add(read(((slots[at] & PLACE_MASK) - 1) * GRAIN_BYTES));
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

  private byte[] read(long place) throws IOException {
    RandomAccessFile from = file;
    if (place >= writtenBytes || from == null) {
      int at = (int) (place - writtenBytes);
      int begin = at + LENGTH_BYTES;
      return Arrays.copyOfRange(pending, begin, begin + length(pending[at], pending[at + 1]));
    }
    from.seek(place);
    byte[] head = new byte[LENGTH_BYTES];
    from.readFully(head);
    byte[] record = new byte[length(head[0], head[1])];
    from.readFully(record);
    return record;
  }

  private static int length(byte high, byte low) {
    return Byte.toUnsignedInt(high) << 8 | Byte.toUnsignedInt(low);
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
