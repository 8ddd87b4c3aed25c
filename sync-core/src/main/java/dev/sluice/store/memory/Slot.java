package dev.sluice.store.memory;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import java.time.Instant;

/// What stands under a key.
sealed interface Slot {

  /// What a listing shows.
  Listed listed(Key key);

  /// An object.
  final class Stored implements Slot {
    private final byte[] content;
    private final String etag;
    private final Instant modifiedTime;
    private final Attributes attributes;

    /// @param content never changed from here on
    /// @param etag of its content, as S3 forms it
    Stored(byte[] content, String etag, Instant modifiedTime, Attributes attributes) {
      this.content = content;
      this.etag = etag;
      this.modifiedTime = modifiedTime;
      this.attributes = attributes;
    }

    byte[] content() {
      return content;
    }

    String etag() {
      return etag;
    }

    Attributes attributes() {
      return attributes;
    }

    @Override
    public Entry listed(Key key) {
      return Entry.ofObject(key, content.length, modifiedTime, etag, null);
    }
  }

  /// Something that only shows in listings.
  record Shown(Listed listed) implements Slot {
    @Override
    public Listed listed(Key key) {
      return listed;
    }
  }
}
