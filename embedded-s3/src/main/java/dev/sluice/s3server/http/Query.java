package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string, decoded, in the order they came.
public final class Query {

  /// One parameter; the value is empty when there was no `=`.
  public record Parameter(String name, String value) {}

  private static final Query EMPTY = new Query(List.of());

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  public static Query parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> parameters = new ArrayList<>(8);
    int start = 0;
    while (start <= rawQuery.length()) {
      int ampersand = rawQuery.indexOf('&', start);
      int end = ampersand < 0 ? rawQuery.length() : ampersand;
      if (end > start) {
        int equals = rawQuery.indexOf('=', start);
        boolean hasValue = equals >= 0 && equals < end;
        String name = decode(rawQuery.substring(start, hasValue ? equals : end));
        parameters.add(
            new Parameter(name, hasValue ? decode(rawQuery.substring(equals + 1, end)) : ""));
      }
      start = end + 1;
    }
    return new Query(parameters);
  }

  private static String decode(String raw) {
    return new String(PercentCoding.decode(raw, true), StandardCharsets.UTF_8);
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  public @Nullable String get(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name)) {
        return parameter.value;
      }
    }
    return null;
  }

  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  public boolean has(String name) {
    return get(name) != null;
  }
}
