package dev.sluice.s3server.store;

import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Latin1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The headers that S3 keeps with an object and gives back as they were: content type and its like,
/// and user metadata. Values are Latin-1 text, one character for each byte that was sent.
public final class StoredHeaders {

  public static final String METADATA_PREFIX = "x-amz-meta-";
  public static final StoredHeaders NONE = new StoredHeaders(new String[0]);

  private final String[] namesAndValues;

  private StoredHeaders(String[] namesAndValues) {
    this.namesAndValues = namesAndValues;
  }

  /// Makes headers of a flat list.
  ///
  /// @param namesAndValues lower-case names, each followed by its value
  public static StoredHeaders of(List<String> namesAndValues) {
    return namesAndValues.isEmpty()
        ? NONE
        : new StoredHeaders(namesAndValues.toArray(String[]::new));
  }

  public @Nullable String get(String lowerCaseName) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].equals(lowerCaseName)) {
        return namesAndValues[i + 1];
      }
    }
    return null;
  }

  public void appendTo(HttpResponse response) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      response.header(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /// The headers with one replaced or added.
  public StoredHeaders with(String lowerCaseName, String value) {
    List<String> changed = new ArrayList<>(List.of(namesAndValues));
    for (int i = 0; i < changed.size(); i += 2) {
      if (changed.get(i).equals(lowerCaseName)) {
        changed.set(i + 1, value);
        return of(changed);
      }
    }
    changed.add(lowerCaseName);
    changed.add(value);
    return of(changed);
  }

  /// User metadata by name without its prefix; values decoded from UTF-8.
  public Map<String, String> userMetadata() {
    Map<String, String> metadata = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].startsWith(METADATA_PREFIX)) {
        metadata.put(
            namesAndValues[i].substring(METADATA_PREFIX.length()),
            Latin1.decodeUtf8(namesAndValues[i + 1]));
      }
    }
    return metadata;
  }

  /// Everything but user metadata and the content type, by lower-case name.
  public Map<String, String> systemHeaders() {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      if (!name.startsWith(METADATA_PREFIX) && !name.equals("content-type")) {
        headers.put(name, Latin1.decodeUtf8(namesAndValues[i + 1]));
      }
    }
    return headers;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredHeaders that
        && Arrays.equals(namesAndValues, that.namesAndValues);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(namesAndValues);
  }

  @Override
  public String toString() {
    return Arrays.toString(namesAndValues);
  }
}
