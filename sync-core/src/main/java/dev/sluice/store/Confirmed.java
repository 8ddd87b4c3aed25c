package dev.sluice.store;

import dev.sluice.model.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a store says of an entry when it is asked for more than a listing tells.
///
/// @param fingerprint never wrongly [Fingerprint.Md5] or [Fingerprint.MultipartETag]
/// @param ownTime the time that goes with the content, as the file had it that the entry was made
///   of; null where the store keeps none
public record Confirmed(Fingerprint fingerprint, @Nullable Instant ownTime) {}
