package dev.sluice.bench.race.server;

import dev.sluice.bench.data.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One page of a listing, as far as the race needs it. The keys that the race makes hold nothing
/// that XML escapes.
///
/// @param objects in the order of their keys
/// @param truncated whether there are more
record ListedPage(List<Listed> objects, boolean truncated) {

  static final ListedPage END = new ListedPage(List.of(), false);

  private static final Pattern OBJECT =
      Pattern.compile("<Contents>(.*?)</Contents>", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final Pattern SIZE = Pattern.compile("<Size>(\\d+)</Size>");
  private static final Pattern MD5 = Pattern.compile("<ETag>(?:&quot;|&#34;|\")([0-9a-f-]+)");

  ListedPage {
    objects = List.copyOf(objects);
  }

  /// One object.
  ///
  /// @param md5 what stands in its ETag
  record Listed(String key, long sizeBytes, String md5) {}

  static ListedPage parse(String xml) {
    List<Listed> objects = new ArrayList<>();
    Matcher matcher = OBJECT.matcher(xml);
    while (matcher.find()) {
      String object = matcher.group(1);
      objects.add(
          new Listed(first(KEY, object), Long.parseLong(first(SIZE, object)), first(MD5, object)));
    }
    return new ListedPage(objects, xml.contains("<IsTruncated>true</IsTruncated>"));
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  Stream<String> keys() {
    return objects.stream().map(Listed::key);
  }

  /// The last key, or the empty string if there is none.
  String lastKey() {
    return isEmpty() ? "" : objects.getLast().key();
  }

  Fingerprint fingerprint() {
    return objects.stream()
        .map(object -> Fingerprint.of(object.key(), object.sizeBytes(), object.md5()))
        .reduce(Fingerprint.EMPTY, Fingerprint::plus);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
