package dev.sluice.flow.spool;

import java.util.Arrays;

/// Where records are, by their hashes: eight bytes for each, and half of that for room at most.
/// Kept in many small tables, which grow one by one, so that growing needs little room beside. Used
/// by one thread at a time.
final class PackedSlots {

  /// The upper bits of a hash choose the table, the others where to begin in it.
  private static final int REST_BITS = 24;

  private static final int TABLES = 1 << (Integer.SIZE - REST_BITS);
  private static final int REST_MASK = (1 << REST_BITS) - 1;

  /// Of more records with one hash the first so many are kept: all of a length, say, or of an often
  /// repeated content. Whoever looks for one goes through them, as does whoever adds one.
  static final int MOST_ALIKE = 8;

  /// The highest place.
  static final long MOST = 0xffff_ffffL - 1;

  /// Of each record its hash, in the upper half, and its place plus one; 0 is free.
  private final long[][] tables = new long[TABLES][0];

  private final int[] counts = new int[TABLES];

  /// Adds a record, beside others of the same hash, unless these are [#MOST_ALIKE].
  ///
  /// @param hash whose bits are all equally likely
  /// @param place from 0 to [#MOST]
  void add(int hash, long place) {
    int of = hash >>> REST_BITS;
    if ((counts[of] + 1) * 5 > tables[of].length * 4) {
      grow(of);
    }
    if (insert(tables[of], ((long) hash << Integer.SIZE) | (place + 1))) {
      counts[of]++;
    }
  }

  private void grow(int of) {
    long[] outgrown = tables[of];
    long[] larger = new long[outgrown.length / 4 * 5 + 8];
    for (long slot : outgrown) {
      if (slot != 0) {
        insert(larger, slot);
      }
    }
    tables[of] = larger;
  }

  private static boolean insert(long[] into, long slot) {
    int alike = 0;
    int at = begin((int) (slot >>> Integer.SIZE), into.length);
    while (into[at] != 0 && alike < MOST_ALIKE) {
      alike += (into[at] >>> Integer.SIZE) == (slot >>> Integer.SIZE) ? 1 : 0;
      at = at + 1 == into.length ? 0 : at + 1;
    }
    if (alike == MOST_ALIKE) {
      return false;
    }
    into[at] = slot;
    return true;
  }

  private static int begin(int hash, int length) {
    return (int) (((hash & REST_MASK) * (long) length) >>> REST_BITS);
  }

  /// The places of all records of a hash, in any order.
  long[] places(int hash) {
    long[] table = tables[hash >>> REST_BITS];
    long[] found = {};
    if (table.length > 0) {
      for (int at = begin(hash, table.length); table[at] != 0; ) {
        if ((int) (table[at] >>> Integer.SIZE) == hash) {
          found = Arrays.copyOf(found, found.length + 1);
          found[found.length - 1] = (table[at] & 0xffff_ffffL) - 1;
        }
        at = at + 1 == table.length ? 0 : at + 1;
      }
    }
    return found;
  }

  /// What the tables take in memory.
  long heldBytes() {
    return Arrays.stream(tables).mapToLong(table -> (long) table.length * Long.BYTES).sum();
  }
}
