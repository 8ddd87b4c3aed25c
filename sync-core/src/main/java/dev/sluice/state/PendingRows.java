package dev.sluice.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows that wait to be written. They come nearly in order, from several directories at once, so
/// sorting them all together when they are written costs a fraction of keeping them sorted; a tree
/// is only made where one is looked for. Used by one thread at a time.
final class PendingRows {

  private static final Comparator<Row> BY_KEY = Row::compareKey;

  private final List<Row> rows = new ArrayList<>();

  /// The latest of each key; null before one is looked for.
  private @Nullable TreeMap<Row, Row> latest;

  /// Adds a row, which takes the place of an earlier one with the same key.
  void add(Row row) {
    rows.add(row);
    if (latest != null) {
      latest.put(row, row);
    }
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The latest row of a key.
  ///
  /// @return null where there is none
  @Nullable Row find(byte[] key) {
    TreeMap<Row, Row> known = latest;
    if (known == null) {
      known = new TreeMap<>(BY_KEY);
      for (Row row : rows) {
        known.put(row, row); // whose key may be an earlier row: the values count
      }
      latest = known;
    }
    return known.get(Row.removed(key));
  }

  /// The latest row of each key, in the order of keys.
  List<Row> sorted() {
    rows.sort(BY_KEY); // keeps the order of those with equal keys
    List<Row> sorted = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (i + 1 == rows.size() || row.compareKey(rows.get(i + 1)) != 0) {
        sorted.add(row);
      }
    }
    return sorted;
  }
}
