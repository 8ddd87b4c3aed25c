package dev.sluice.store.tree;

/// Names in the heap: each costs its bytes and seven more, so that a directory of a million fits a
/// small one.
///
/// Immutable once built by [NameTableBuilder].
final class PackedNames extends NameTable {

  private final byte[] bytes;
  private final int[] records;

  /// @param bytes for each name its hint, its length in two bytes, and the name
  /// @param records where each name's record begins, in key order
  PackedNames(byte[] bytes, int[] records) {
    this.bytes = bytes;
    this.records = records;
  }

  @Override
  public int size() {
    return records.length;
  }

  @Override
  int weightBytes() {
    return bytes.length + Integer.BYTES * records.length;
  }

  @Override
  byte[] bytesOf(int index) {
    return bytes;
  }

  @Override
  int recordOf(int index) {
    return records[index];
  }
}
