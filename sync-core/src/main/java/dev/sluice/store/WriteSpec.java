package dev.sluice.store;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;

/// What is to be written. What goes with the content (time, headers, metadata) is asked of the
/// [ContentReader], after its content was read, when it costs a remote store nothing.
///
/// @param key where
/// @param sizeBytes how long the content is
/// @param expected what is known of the content beforehand, for the writer to verify; `UNREAD` or
///   `OPAQUE` for nothing
public record WriteSpec(Key key, long sizeBytes, Fingerprint expected) {}
