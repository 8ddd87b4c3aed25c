package dev.sluice.model.stat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That an object may not be deleted for some time.
///
/// @param mode in the service's words: `GOVERNANCE`, `COMPLIANCE`
/// @param until its end; null where the service does not say
public record Retention(String mode, @Nullable Instant until) {}
