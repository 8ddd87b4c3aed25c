package dev.sluice.diff;

import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;

/// What comparing the two sides of one key gave. Every key that either side listed gives exactly
/// one, but for what the destination alone has and is no file: that gives none.
public sealed interface Difference {

  /// The key compared.
  Key key();

  /// Only the source has it.
  record SourceOnly(Entry source) implements Difference {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Only the destination has it.
  record TargetOnly(Entry target) implements Difference {
    @Override
    public Key key() {
      return target.key();
    }
  }

  /// Both have it, as equal as the comparison asks.
  ///
  /// @param by what says so
  record Same(Entry source, Entry target, Evidence by) implements Difference {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Both have it, and the sizes differ.
  record SizeDiffers(Entry source, Entry target) implements Difference {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Both have it in one size, and the listings cannot tell whether the content is the same:
  /// reading, asking or, where neither helps, time decides.
  record Unclear(Entry source, Entry target) implements Difference {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// Both have it in one size, the listings cannot tell whether the content is the same, and it is
  /// not among those whose contents are compared.
  record NotSampled(Entry source, Entry target) implements Difference {
    @Override
    public Key key() {
      return source.key();
    }
  }

  /// The filters leave it out.
  record Excluded(Key key) implements Difference {}

  /// A marker of a directory, which means nothing to a file system.
  record DirectoryMarker(Key key) implements Difference {}

  /// The source has something there that is not a file.
  record SourceNotAFile(NotAFile found) implements Difference {
    @Override
    public Key key() {
      return found.key();
    }
  }

  /// A side could not list a part of itself.
  ///
  /// @param part which
  /// @param sourceSide whether it was the source
  record SideUnlisted(Unlisted part, boolean sourceSide) implements Difference {
    @Override
    public Key key() {
      return part.key();
    }
  }

  /// One side has it; whether the other has, its listing could not tell.
  ///
  /// @param seen the entry that was listed
  /// @param hiddenBy what the other side could not list
  /// @param sourceSide whether `seen` is the source's
  record Hidden(Entry seen, Unlisted hiddenBy, boolean sourceSide) implements Difference {
    @Override
    public Key key() {
      return seen.key();
    }
  }
}
