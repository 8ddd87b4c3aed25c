package dev.sluice.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes with a content from store to store.
///
/// @param modifiedTime the file's own time, null where it is not known
/// @param headers the content headers of HTTP that the source has
/// @param userMetadata the user's metadata, names in lower case
public record Attributes(
    @Nullable Instant modifiedTime, ContentHeaders headers, Map<String, String> userMetadata) {

  /// Nothing known.
  public static final Attributes NONE = new Attributes(null, ContentHeaders.NONE, Map.of());

  /// Copies the map.
  public Attributes {
    userMetadata = Map.copyOf(userMetadata);
  }

  /// Of a file, which has a time and nothing else.
  public static Attributes ofFile(Instant modifiedTime) {
    return new Attributes(modifiedTime, ContentHeaders.NONE, Map.of());
  }
}
