package dev.sluice.store.tree;

import dev.sluice.flow.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Gathers the names of a directory as they come and puts them in key order. When they outgrow
/// their share of the heap, what there is goes to a file in order, and the end merges. Used by one
/// thread, once.
public final class NameTableBuilder implements AutoCloseable {

  /// A million names of usual length; sorting needs half as much again.
  static final int HEAP_BYTES = 32 << 20;

  /// A name's place in the list of records, and in the spare that sorting needs.
  private static final int RECORD_BYTES = 2 * Integer.BYTES;

  /// Longer renderings are cut; a name itself has at most 255 bytes.
  private static final int MAX_LENGTH = 0xffff;

  private final int heapBytes;
  private final Path temporaryFolder;
  private @Nullable NameRuns runs;
  private byte[] bytes = new byte[1024];
  private int used;
  private int[] records = new int[32];
  private int count;

  /// Makes one with the usual share of the heap.
  ///
  /// @param temporaryFolder where names beyond that are kept meanwhile
  public NameTableBuilder(Path temporaryFolder) {
    this(HEAP_BYTES, temporaryFolder);
  }

  /// @param heapBytes how many bytes of heap the names may take
  /// @param temporaryFolder where those beyond are kept meanwhile
  NameTableBuilder(int heapBytes, Path temporaryFolder) {
    this.heapBytes = heapBytes;
    this.temporaryFolder = temporaryFolder;
  }

  /// Adds a name.
  ///
  /// @param utf8 its bytes
  /// @throws IOException if the names had to go to a file and could not
  public void add(byte[] utf8) throws IOException {
    add(utf8, NameTable.UNKNOWN);
  }

  /// Adds a name that is not UTF-8, which stands where its rendering does.
  ///
  /// @throws IOException if the names had to go to a file and could not
  public void addUnreadable(String rendering) throws IOException {
    add(rendering.getBytes(StandardCharsets.UTF_8), NameTable.UNREADABLE);
  }

  private void add(byte[] name, byte hint) throws IOException {
    if (used + (long) RECORD_BYTES * count > heapBytes) {
      spill();
    }
    int length = Math.min(name.length, MAX_LENGTH);
    int needed = used + NameTable.HEADER_BYTES + length;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
    if (count == records.length) {
      records = Arrays.copyOf(records, count + (count >> 1));
    }
    records[count++] = used;
    bytes[used] = hint;
    bytes[used + 1] = (byte) (length >> 8);
    bytes[used + 2] = (byte) length;
    System.arraycopy(name, 0, bytes, used + NameTable.HEADER_BYTES, length);
    used = needed;
  }

  /// Puts the names in key order.
  ///
  /// @param isDirectory whether a name is a directory, at the cost of a system call: asked only
  ///   where the answer decides the order
  /// @throws IOException if the names are in a file and it cannot be read or written
  public NameTable build(Predicate<String> isDirectory) throws IOException {
    if (runs == null) {
      return buildInHeap(isDirectory);
    }
    spill();
    bytes = new byte[0];
    records = new int[0];
    try {
      return runs.merge(isDirectory);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private void spill() throws IOException {
    sort(records, new int[count], 0, count);
    try {
      if (runs == null) {
        runs = new NameRuns(temporaryFolder);
      }
      runs.add(bytes, records, count);
    } catch (IOException e) {
      throw noRoom(e);
    }
    used = 0;
    count = 0;
  }

  /// The failure with what failed: it is not the directory that cannot be read.
  private IOException noRoom(IOException e) {
    return new IOException(
        "its names are too many for memory, and cannot be kept in the folder for temporary files, "
            + temporaryFolder
            + ": "
            + IoReason.of(e)
            + "; name another with --temp-dir",
        e);
  }

  /// Removes the file, if there is one. The table that was built stays.
  @Override
  public void close() throws IOException {
    if (runs != null) {
      runs.close();
    }
  }

  private NameTable buildInHeap(Predicate<String> isDirectory) {
    byte[] packed = Arrays.copyOf(bytes, used);
    bytes = packed;
    int[] sorted = Arrays.copyOf(records, count);
    records = new int[0];
    int[] spare = new int[count];
    sort(sorted, spare, 0, count);
    // A name that others go on from is followed at once by the one that goes on with the lowest
    // byte, so looking at neighbours finds every name whose place hangs on being a directory.
    boolean directories = false;
    for (int i = 0; i + 1 < count; i++) {
      if (bytes[sorted[i]] == NameTable.UNKNOWN && goesOnBelowSlash(sorted[i], sorted[i + 1])) {
        boolean directory = isDirectory.test(NameTable.text(bytes, sorted[i]));
        bytes[sorted[i]] = directory ? NameTable.DIRECTORY : NameTable.NO_DIRECTORY;
        directories |= directory;
      }
    }
    if (directories) {
      sort(sorted, spare, 0, count);
    }
    return new PackedNames(packed, sorted);
  }

  private boolean goesOnBelowSlash(int shorter, int longer) {
    int length = NameTable.length(bytes, shorter);
    int start = shorter + NameTable.HEADER_BYTES;
    int other = longer + NameTable.HEADER_BYTES;
    return NameTable.length(bytes, longer) > length
        && Byte.toUnsignedInt(bytes[other + length]) < '/'
        && Arrays.equals(bytes, start, start + length, bytes, other, other + length);
  }

  /// A merge sort, because the JDK sorts an `int[]` by nothing but its numbers. What is in order
  /// already is left alone, which makes the second sorting nearly free.
  private void sort(int[] items, int[] spare, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(items, spare, from, middle);
    sort(items, spare, middle, to);
    if (compare(items[middle - 1], items[middle]) <= 0) {
      return;
    }
    System.arraycopy(items, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      items[at] =
          right == to || compare(spare[left], items[right]) <= 0 ? spare[left++] : items[right++];
    }
  }

  private int compare(int left, int right) {
    int leftLength = NameTable.length(bytes, left);
    int rightLength = NameTable.length(bytes, right);
    int leftStart = left + NameTable.HEADER_BYTES;
    int rightStart = right + NameTable.HEADER_BYTES;
    int mismatch =
        Arrays.mismatch(
            bytes, leftStart, leftStart + leftLength, bytes, rightStart, rightStart + rightLength);
    return mismatch < 0
        ? 0
        : byteAt(left, leftStart, leftLength, mismatch)
            - byteAt(right, rightStart, rightLength, mismatch);
  }

  /// The byte at `index`, with the slash behind a directory's name, and -1 behind that of a file.
  private int byteAt(int record, int start, int length, int index) {
    if (index < length) {
      return Byte.toUnsignedInt(bytes[start + index]);
    }
    return bytes[record] == NameTable.DIRECTORY ? '/' : -1;
  }
}
