package dev.sluice.store.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Names in a file that is mapped into memory and has no name of its own any more: the system keeps
/// as much of it in memory as it can spare, and gives it back when nothing refers to the table.
///
/// Its records are those of [PackedNames]. Immutable once built by [NameRuns].
final class SpilledNames extends NameTable {

  private final MemorySegment records;
  private final MemorySegment places;
  private final int size;

  /// @param records for each name its hint, its length in two bytes, and the name
  /// @param places where each name's record begins, in key order, as `long`s
  SpilledNames(MemorySegment records, MemorySegment places) {
    this.records = records;
    this.places = places;
    this.size = Math.toIntExact(places.byteSize() / Long.BYTES);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  int weightBytes() {
    return (int) Math.min(Integer.MAX_VALUE, records.byteSize() + places.byteSize());
  }

  private long place(int index) {
    return places.get(
        ValueLayout.JAVA_LONG_UNALIGNED, (long) Objects.checkIndex(index, size) * Long.BYTES);
  }

  @Override
  byte hint(int index) {
    return records.get(ValueLayout.JAVA_BYTE, place(index));
  }

  @Override
  byte[] bytesOf(int index) {
    long place = place(index);
    return records
        .asSlice(place, NameTable.HEADER_BYTES + length(records, place))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  int recordOf(int index) {
    return 0; // bytesOf gives an array of the record alone
  }

  static int length(MemorySegment records, long place) {
    return Byte.toUnsignedInt(records.get(ValueLayout.JAVA_BYTE, place + 1)) << 8
        | Byte.toUnsignedInt(records.get(ValueLayout.JAVA_BYTE, place + 2));
  }
}
