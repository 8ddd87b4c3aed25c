package dev.sluice.store;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;

/// What is to be written.
///
/// @param key where
/// @param sizeBytes how long the content is
/// @param attributes what goes with it
/// @param expected what is known of the content beforehand, for the writer to verify; `UNREAD` or
///   `OPAQUE` for nothing
public record WriteSpec(Key key, long sizeBytes, Attributes attributes, Fingerprint expected) {}
