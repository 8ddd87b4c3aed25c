package dev.sluice.store.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The names of one directory in key order. Those of most directories are [PackedNames] in the
/// heap; those of a directory of many million are [SpilledNames] in a file.
///
/// Key order is byte order in which a directory `a` stands as `a/`. Whether a name is a directory
/// costs a system call to learn and hardly ever decides the order: only where one name goes on with
/// another and then a byte below the slash (`a` and `a-b`). So each name has a [#hint], `UNKNOWN`
/// but for those.
///
/// Immutable once built by [NameTableBuilder].
public abstract class NameTable {

  /// The kind was not needed for the order.
  static final byte UNKNOWN = 0;

  /// Known to be no directory when the order was made.
  static final byte NO_DIRECTORY = 1;

  /// Not the name itself, which is not UTF-8, but a rendering of it.
  static final byte UNREADABLE = 2;

  /// Known to be a directory when the order was made.
  static final byte DIRECTORY = 3;

  /// Hint and length, before each name's bytes.
  static final int HEADER_BYTES = 3;

  NameTable() {}

  /// How many names.
  public abstract int size();

  /// What this table costs, in bytes of heap or, if it is in a file, of that.
  abstract int weightBytes();

  /// An array that holds the record of a name: its hint, its length in two bytes, and the name.
  abstract byte[] bytesOf(int index);

  /// Where in [#bytesOf] the record begins.
  abstract int recordOf(int index);

  byte hint(int index) {
    return bytesOf(index)[recordOf(index)];
  }

  /// The name, or its rendering, as text.
  public String name(int index) {
    return text(bytesOf(index), recordOf(index));
  }

  /// Whether [#name] gives the name itself, and not a rendering of what is not UTF-8.
  public boolean isReadable(int index) {
    return hint(index) != UNREADABLE;
  }

  /// How many leading names can hold nothing above `bound`: neither the name itself nor, if it is a
  /// directory, anything in it.
  ///
  /// @param bound the bytes of a key, of which those from `from` on are relative to this directory
  int countNotAbove(byte[] bound, int from) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (mayHoldAbove(bytesOf(middle), recordOf(middle), bound, from)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// How many leading names may hold something at or below `bound`.
  ///
  /// @param bound the bytes of a key, of which those from `from` on are relative to this directory
  int countReaching(byte[] bound, int from) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (beginsAbove(bytesOf(middle), recordOf(middle), bound, from)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean mayHoldAbove(byte[] bytes, int record, byte[] bound, int from) {
    int start = record + HEADER_BYTES;
    int end = start + length(bytes, record);
    boolean mayBeDirectory = bytes[record] == UNKNOWN || bytes[record] == DIRECTORY;
    int mismatch = Arrays.mismatch(bytes, start, end, bound, from, bound.length);
    if (mismatch < 0) {
      return mayBeDirectory;
    }
    if (mismatch == end - start) {
      return mayBeDirectory && Byte.toUnsignedInt(bound[from + mismatch]) <= '/';
    }
    return isAboveAt(bytes, mismatch, start, bound, from);
  }

  private static boolean beginsAbove(byte[] bytes, int record, byte[] bound, int from) {
    int start = record + HEADER_BYTES;
    int end = start + length(bytes, record);
    boolean standsAsDirectory = bytes[record] == DIRECTORY;
    int mismatch = Arrays.mismatch(bytes, start, end, bound, from, bound.length);
    if (mismatch < 0) {
      return standsAsDirectory;
    }
    if (mismatch == end - start) {
      return standsAsDirectory && Byte.toUnsignedInt(bound[from + mismatch]) < '/';
    }
    return isAboveAt(bytes, mismatch, start, bound, from);
  }

  private static boolean isAboveAt(byte[] bytes, int mismatch, int start, byte[] bound, int from) {
    return from + mismatch == bound.length
        || Byte.compareUnsigned(bytes[start + mismatch], bound[from + mismatch]) > 0;
  }

  static int length(byte[] bytes, int record) {
    return Byte.toUnsignedInt(bytes[record + 1]) << 8 | Byte.toUnsignedInt(bytes[record + 2]);
  }

  static String text(byte[] bytes, int record) {
    return new String(bytes, record + HEADER_BYTES, length(bytes, record), StandardCharsets.UTF_8);
  }
}
