package dev.sluice.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Reads several runs as one: of rows with the same key the newest alone. Used by one thread at a
/// time.
public final class MergeCursor implements RowCursor {

  /// One run, and how new it is.
  private static final class Source {
    final RowCursor cursor;
    final int age;

    Source(RowCursor cursor, int age) {
      this.cursor = cursor;
      this.age = age;
    }

    static int compare(Source left, Source right) {
      int order = left.cursor.row().compareKey(right.cursor.row());
      return order != 0 ? order : Integer.compare(left.age, right.age);
    }
  }

  private final PriorityQueue<Source> waiting = new PriorityQueue<>(Source::compare);
  private final List<Source> unread = new ArrayList<>();
  private final Row none = new Row();
  private @Nullable Source current;

  /// @param newestFirst the runs
  public MergeCursor(List<RowCursor> newestFirst) {
    for (RowCursor cursor : newestFirst) {
      unread.add(new Source(cursor, unread.size()));
    }
  }

  @Override
  public Row row() {
    return current == null ? none : current.cursor.row();
  }

  @Override
  public boolean next() throws IOException {
    Source given = current;
    if (given != null) {
      passOverOlder(given.cursor.row());
      current = null;
      advance(given);
    }
    for (Source source : unread) {
      advance(source);
    }
    unread.clear();
    current = waiting.poll();
    return current != null;
  }

  private void passOverOlder(Row newest) throws IOException {
    Source older = waiting.peek();
    while (older != null && older.cursor.row().compareKey(newest) == 0) {
      waiting.remove();
      advance(older);
      older = waiting.peek();
    }
  }

  private void advance(Source source) throws IOException {
    if (source.cursor.next()) {
      waiting.add(source);
    }
  }

  @Override
  public void seek(byte[] key) throws IOException {
    Source given = current;
    if (given != null) {
      passOverOlder(given.cursor.row());
      current = null;
      unread.add(given);
    }
    for (Source source = waiting.peek();
        source != null && source.cursor.row().compareKey(key) < 0;
        source = waiting.peek()) {
      unread.add(waiting.remove());
    }
    for (Source source : unread) {
      source.cursor.seek(key);
    }
  }
}
