package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/// Object tags, which headers carry as a query string and documents as XML.
final class Tags {

  private static final int MAX_TAGS = 10;
  private static final int MAX_KEY_CHARACTERS = 128;
  private static final int MAX_VALUE_CHARACTERS = 256;

  private Tags() {}

  static Map<String, String> parseHeader(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Query.Parameter tag : Query.parse(header).parameters()) {
      put(tags, tag.name(), tag.value());
    }
    return checkedForObject(tags);
  }

  /// Adds a tag, which must fit and be the only one of its key.
  static void put(Map<String, String> tags, String key, String value) {
    boolean fits =
        !key.isEmpty()
            && key.length() <= MAX_KEY_CHARACTERS
            && value.length() <= MAX_VALUE_CHARACTERS;
    if (!fits || tags.put(key, value) != null) {
      throw S3Error.INVALID_TAG.exception();
    }
  }

  static Map<String, String> checkedForObject(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw S3Error.INVALID_TAG.exception("An object may have " + MAX_TAGS + " tags");
    }
    return tags;
  }
}
