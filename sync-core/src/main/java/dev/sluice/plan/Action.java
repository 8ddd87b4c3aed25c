package dev.sluice.plan;

import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import org.jspecify.annotations.Nullable;

/// What is to be done about one key.
public sealed interface Action {

  /// The key it is about.
  Key key();

  /// Make the destination's entry from the source's.
  ///
  /// @param source what to copy
  /// @param target what it replaces, null where there is nothing
  /// @param reason why
  /// @param by what told that the contents differ; null where that is not why
  record Copy(Entry source, @Nullable Entry target, CopyReason reason, @Nullable Evidence by)
      implements Action {

    /// For a reason that a listing tells.
    public Copy(Entry source, @Nullable Entry target, CopyReason reason) {
      this(source, target, reason, null);
    }

    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Find out whether the contents are equal; then, as the run's mode has it, copy or report.
  record Compare(Entry source, Entry target) implements Action {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Delete the destination's entry.
  record Delete(Entry target) implements Action {
    @Override
    public Key key() {
      return target.key();
    }
  }

  /// Do nothing.
  ///
  /// @param sizeBytes the size of what is skipped, 0 where it has none
  /// @param by what told that both sides are equal; null where nothing did
  record Skip(Key key, SkipReason reason, long sizeBytes, @Nullable Evidence by) implements Action {

    /// For a reason that is no comparison.
    public Skip(Key key, SkipReason reason, long sizeBytes) {
      this(key, reason, sizeBytes, null);
    }
  }

  /// Nothing can be done: a listing failed there.
  ///
  /// @param message the line for the user
  record Refuse(Key key, String message) implements Action {}

  /// Why something is copied.
  enum CopyReason {
    /// The destination has nothing there.
    NEW("new"),
    /// The sizes differ.
    SIZE("size differs"),
    /// The contents differ.
    CONTENT("content differs"),
    /// The contents cannot be compared, and the source has changed since the destination was
    /// written.
    TIME("source is newer");

    private final String text;

    CopyReason(String text) {
      this.text = text;
    }

    /// In words.
    public String text() {
      return text;
    }
  }

  /// Why nothing is done.
  enum SkipReason {
    /// Both sides are equal, as far as was asked.
    UP_TO_DATE("up to date"),
    /// Equal in size; the content could not be compared, and the source has not changed since the
    /// destination was written.
    EQUAL_BY_TIME("equal by size and time"),
    /// Equal in size; neither the content nor the time could be compared.
    INCOMPARABLE("same size, content not comparable"),
    /// The filters leave it out.
    EXCLUDED("excluded"),
    /// Only the destination has it, and deleting is off.
    NOT_DELETED("only at the destination, kept"),
    /// A marker of a directory, between a bucket and a file system.
    DIRECTORY_MARKER("directory marker"),
    /// A symbolic link that is not followed.
    SYMBOLIC_LINK("symbolic link, not followed"),
    /// A link that leads nowhere or in a circle.
    BROKEN_LINK("symbolic link that leads nowhere or in a circle"),
    /// A socket, pipe or device.
    SPECIAL_FILE("socket, pipe or device"),
    /// It was listed and then was gone.
    VANISHED("vanished from the source during the run"),
    /// It would have been deleted, and the run's rules forbid it.
    DELETE_WITHHELD("deletion withheld"),
    /// Equal in size; the content was not among those that were compared.
    NOT_SAMPLED("same size, content not in the sample");

    private final String text;

    SkipReason(String text) {
      this.text = text;
    }

    /// In words.
    public String text() {
      return text;
    }
  }
}
