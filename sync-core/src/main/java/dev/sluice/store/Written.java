package dev.sluice.store;

import dev.sluice.model.Checksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store said of an entry just written.
///
/// @param etag the ETag, without quotes; null where the store has none, or did not say
/// @param versionId which version of the key it is; null where the store keeps none
/// @param checksums those that the store has; empty where it says none
/// @param encryption how it says that the content is encrypted
public record Written(
    @Nullable String etag,
    @Nullable String versionId,
    List<Checksum> checksums,
    Encryption encryption) {

  /// By a store that says nothing: a file system.
  public static final Written NOTHING_SAID = new Written(null, null, List.of(), Encryption.UNSAID);
}
