package dev.sluice.store.tree;

import dev.sluice.flow.spool.MappedFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Names that do not fit the heap: runs of them, each in order, one behind the other in a temporary
/// file, and at the end where each name stands in the order of all. Used by one thread.
final class NameRuns implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;

  private final MappedFile file;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder()); // as it will be mapped
  private final List<Long> ends = new ArrayList<>();
  private long written;

  NameRuns(Path folder) throws IOException {
    file = new MappedFile(folder);
  }

  /// Writes the first `count` of `records`, which are in order.
  void add(byte[] bytes, int[] records, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int length = NameTable.HEADER_BYTES + NameTable.length(bytes, records[i]);
      if (buffer.remaining() < length) {
        flush();
      }
      buffer.put(bytes, records[i], length);
      written += length;
    }
    ends.add(written);
  }

  private void flush() throws IOException {
    file.append(buffer.flip());
    buffer.clear();
  }

  /// Puts all names in key order.
  ///
  /// @param isDirectory asked only where the answer decides the order
  NameTable merge(Predicate<String> isDirectory) throws IOException {
    flush();
    // Freed by the collector: tables are shared, and nobody knows who is the last to look.
    MemorySegment records = file.map(0, written);
    long count = writePlaces(records);
    // Written first and only then mapped: where the disk is full, that is an error and no crash.
    MemorySegment places = file.map(written, count * Long.BYTES);
    placeDirectories(records, places, isDirectory);
    return new SpilledNames(records, places);
  }

  /// A run that is being read.
  private static final class Run {
    private long place;
    private final long end;

    Run(long place, long end) {
      this.place = place;
      this.end = end;
    }
  }

  private long writePlaces(MemorySegment records) throws IOException {
    PriorityQueue<Run> runs =
        new PriorityQueue<>((left, right) -> compare(records, left.place, right.place));
    long begin = 0;
    for (long end : ends) {
      if (end > begin) {
        runs.add(new Run(begin, end));
      }
      begin = end;
    }
    long count = 0;
    Run lowest;
    while ((lowest = runs.poll()) != null) {
      if (buffer.remaining() < Long.BYTES) {
        flush();
      }
      buffer.putLong(lowest.place);
      count++;
      lowest.place += NameTable.HEADER_BYTES + SpilledNames.length(records, lowest.place);
      if (lowest.place < lowest.end) {
        runs.add(lowest);
      }
    }
    flush();
    return count;
  }

  /// Finds the directories whose place hangs on being one, as [NameTableBuilder] does, and moves
  /// each behind what stands before its slash. From the end on, so that what a directory passes is
  /// in order already.
  private static void placeDirectories(
      MemorySegment records, MemorySegment places, Predicate<String> isDirectory) {
    long last = places.byteSize() / Long.BYTES - 1;
    for (long i = 0; i < last; i++) {
      long place = place(places, i);
      if (records.get(ValueLayout.JAVA_BYTE, place) == NameTable.UNKNOWN
          && goesOnBelowSlash(records, place, place(places, i + 1))) {
        boolean directory = isDirectory.test(text(records, place));
        records.set(
            ValueLayout.JAVA_BYTE, place, directory ? NameTable.DIRECTORY : NameTable.NO_DIRECTORY);
      }
    }
    for (long i = last; i >= 0; i--) {
      long place = place(places, i);
      if (records.get(ValueLayout.JAVA_BYTE, place) == NameTable.DIRECTORY) {
        long to = i;
        while (to < last && compare(records, place, place(places, to + 1)) > 0) {
          setPlace(places, to, place(places, to + 1));
          to++;
        }
        setPlace(places, to, place);
      }
    }
  }

  private static long place(MemorySegment places, long index) {
    return places.get(ValueLayout.JAVA_LONG_UNALIGNED, index * Long.BYTES);
  }

  private static void setPlace(MemorySegment places, long index, long place) {
    places.set(ValueLayout.JAVA_LONG_UNALIGNED, index * Long.BYTES, place);
  }

  private static String text(MemorySegment records, long place) {
    byte[] name =
        records
            .asSlice(place + NameTable.HEADER_BYTES, SpilledNames.length(records, place))
            .toArray(ValueLayout.JAVA_BYTE);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static boolean goesOnBelowSlash(MemorySegment records, long shorter, long longer) {
    long length = SpilledNames.length(records, shorter);
    long start = shorter + NameTable.HEADER_BYTES;
    long other = longer + NameTable.HEADER_BYTES;
    return SpilledNames.length(records, longer) > length
        && Byte.toUnsignedInt(records.get(ValueLayout.JAVA_BYTE, other + length)) < '/'
        && MemorySegment.mismatch(records, start, start + length, records, other, other + length)
            < 0;
  }

  private static int compare(MemorySegment records, long left, long right) {
    long leftStart = left + NameTable.HEADER_BYTES;
    long rightStart = right + NameTable.HEADER_BYTES;
    long leftEnd = leftStart + SpilledNames.length(records, left);
    long rightEnd = rightStart + SpilledNames.length(records, right);
    long mismatch =
        MemorySegment.mismatch(records, leftStart, leftEnd, records, rightStart, rightEnd);
    return mismatch < 0
        ? 0
        : byteAt(records, left, leftStart + mismatch, leftEnd)
            - byteAt(records, right, rightStart + mismatch, rightEnd);
  }

  /// The byte at `at`, with the slash behind a directory's name, and -1 behind that of a file.
  private static int byteAt(MemorySegment records, long record, long at, long end) {
    if (at < end) {
      return Byte.toUnsignedInt(records.get(ValueLayout.JAVA_BYTE, at));
    }
    return records.get(ValueLayout.JAVA_BYTE, record) == NameTable.DIRECTORY ? '/' : -1;
  }

  /// Removes the file; the table that was built stays.
  @Override
  public void close() throws IOException {
    file.close();
  }
}
