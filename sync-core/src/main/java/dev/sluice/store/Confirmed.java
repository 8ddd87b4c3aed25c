package dev.sluice.store;

import dev.sluice.model.Checksum;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Md5Value;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a store says of an entry when it is asked for more than a listing tells.
///
/// @param fingerprint never wrongly [Fingerprint.Md5] or [Fingerprint.MultipartETag]
/// @param ownTime the time that goes with the content, as the file had it that the entry was made
///   of; null where the store keeps none
/// @param statedMd5 the MD5 that whoever wrote the entry has left beside it, which the store does
///   not vouch for; null where there is none
/// @param checksums those that the store vouches for; empty where it has none
/// @param partBytes the length of the parts that it was written in, more than 0; empty where it was
///   not written in parts or the store does not say
public record Confirmed(
    Fingerprint fingerprint,
    @Nullable Instant ownTime,
    @Nullable Md5Value statedMd5,
    List<Checksum> checksums,
    OptionalLong partBytes) {

  /// What is known of an entry of which the store says nothing beyond its ETag and its time.
  public Confirmed(Fingerprint fingerprint, @Nullable Instant ownTime) {
    this(fingerprint, ownTime, null, List.of(), OptionalLong.empty());
  }
}
