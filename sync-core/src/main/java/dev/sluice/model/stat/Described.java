package dev.sluice.model.stat;

import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Encryption;
import dev.sluice.model.Md5Value;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the headers of an object say.
///
/// @param versionId null where the bucket keeps no versions, or the service does not say
/// @param headers the content's
/// @param metadata the user's, without `x-amz-meta-`
/// @param fileTime of the file that it was made of; null where the metadata has none
/// @param statedMd5 that whoever wrote it has left in the metadata; null where there is none
/// @param encryption where it lies
/// @param redirect where a website leads who asks for it; null for nowhere
/// @param others what else the service says, by the names of its headers: restoring, expiry,
///   replication and the like
public record Described(
    @Nullable String versionId,
    ContentHeaders headers,
    SortedMap<String, String> metadata,
    @Nullable Instant fileTime,
    @Nullable Md5Value statedMd5,
    Encryption encryption,
    @Nullable String redirect,
    SortedMap<String, String> others) {

  /// Copies the maps.
  public Described {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }
}
