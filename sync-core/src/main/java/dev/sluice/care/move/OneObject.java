package dev.sluice.care.move;

import dev.sluice.model.Entry;
import java.util.Objects;

/// Tells whether two entries may be one and the same object, seen under two names of its bucket (an
/// access point's alias, another endpoint): then removing the one would remove the other.
///
/// @param isRuledOut whether it is known that there are two places
record OneObject(boolean isRuledOut) {

  /// Whether nothing tells them apart: two objects with one ETag were hardly written in the same
  /// second.
  boolean mayBe(Entry source, Entry target) {
    String etag = source.etag();
    return !isRuledOut
        && etag != null
        && etag.equals(target.etag())
        && source.modifiedTime().equals(target.modifiedTime());
  }

  /// Whether what was listed says nothing of what was copied: the destination may have been listed
  /// after the object was replaced, and have been the object itself.
  boolean mayHaveBeenReplaced(Entry listed, Entry copied) {
    return !isRuledOut && !Objects.equals(listed.etag(), copied.etag());
  }
}
