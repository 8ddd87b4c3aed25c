package dev.sluice.store.s3.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The headers of one request, each name once, sorted by name: the order that signatures need.
/// Built and used by one thread.
public final class HeaderList {

  private String[] names = new String[16];
  private String[] values = new String[16];
  private int size;

  /// Sets a header. Line breaks in the value, which would begin another header, become spaces.
  ///
  /// @param name in lower case
  /// @param value null for not setting it
  public HeaderList set(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    int at = size; // most are set in order
    int order = -1;
    while (at > 0 && (order = names[at - 1].compareTo(name)) > 0) {
      at--;
    }
    if (order == 0) {
      at--;
    } else {
      insert(at);
    }
    names[at] = name;
    values[at] = onOneLine(value);
    return this;
  }

  private void insert(int at) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    System.arraycopy(names, at, names, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    size++;
  }

  private static String onOneLine(String value) {
    return value.indexOf('\r') < 0 && value.indexOf('\n') < 0
        ? value
        : value.replace('\r', ' ').replace('\n', ' ');
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// The name at `index`, in lower case.
  public String name(int index) {
    return names[index];
  }

  /// The value at `index`.
  public String value(int index) {
    return values[index];
  }

  /// A header's value; null where it is not set.
  public @Nullable String get(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }
}
