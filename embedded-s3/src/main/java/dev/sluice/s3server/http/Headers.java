package dev.sluice.s3server.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of a request in the order they came: names in lower case, values as Latin-1 text
/// without the blanks around them, so that each character is one byte as it was sent.
public final class Headers {

  private String[] names = new String[24];
  private String[] values = new String[24];
  private int size;

  void add(String name, String value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  public String name(int index) {
    return names[index];
  }

  public String value(int index) {
    return values[index];
  }

  /// The first value of a header.
  ///
  /// @param lowerCaseName the name in lower case
  public @Nullable String get(String lowerCaseName) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(lowerCaseName)) {
        return values[i];
      }
    }
    return null;
  }

  public String get(String lowerCaseName, String otherwise) {
    String value = get(lowerCaseName);
    return value == null ? otherwise : value;
  }

  /// Whether there is a header whose name begins so.
  public boolean hasBeginningWith(String lowerCasePrefix) {
    for (int i = 0; i < size; i++) {
      if (names[i].startsWith(lowerCasePrefix)) {
        return true;
      }
    }
    return false;
  }

  public boolean has(String lowerCaseName) {
    return get(lowerCaseName) != null;
  }

  /// Every value of a header, in order.
  public List<String> all(String lowerCaseName) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (names[i].equals(lowerCaseName)) {
        found.add(values[i]);
      }
    }
    return found;
  }
}
