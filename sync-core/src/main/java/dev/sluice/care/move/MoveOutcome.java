package dev.sluice.care.move;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What became of an entry of the source that the destination has, or seems to have. Each of them
/// ends in exactly one, but for those whose turn never comes.
public sealed interface MoveOutcome {

  /// The entry, as it was copied or compared.
  Entry source();

  /// Its key.
  default Key key() {
    return source().key();
  }

  /// The source has it no longer.
  ///
  /// @param marker the id of the delete marker that hides it there; null where nothing is left
  record Moved(Entry source, @Nullable String marker) implements MoveOutcome {}

  /// A rehearsal would remove it from the source.
  record Planned(Entry source) implements MoveOutcome {}

  /// The source has it still, on purpose.
  record Left(Entry source, Why why) implements MoveOutcome {}

  /// It could not be removed, or it could not be found out whether it may be.
  record Failed(Entry source, StoreException error) implements MoveOutcome {}

  /// Why something is left.
  enum Why {
    /// It is no longer what was copied.
    CHANGED("it has changed since it was copied"),
    /// A file that is being written, or of which the file system does not say when it was changed.
    UNSETTLED("it has changed just now, or its file system does not tell when it did"),
    /// An object without an ETag.
    NO_ETAG("the service does not give its ETag, by which it could be told from another"),
    /// Nothing at the destination under its key.
    GONE("the destination does not have it any more"),
    /// The destination has something else.
    DIFFERENT("the destination has another content by now"),
    /// The same object under another name of its bucket.
    ONE_OBJECT(
        "it was written in the same second as the destination's, and may be the same object"),
    /// A retention period or a legal hold.
    LOCKED("a retention period or a legal hold protects it");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /// In words.
    public String text() {
      return text;
    }
  }
}
