package dev.sluice.store.tree;

import dev.sluice.model.FileStamp;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one name in a directory turned out to be.
public sealed interface FileStatus {

  /// A regular file, and no more of it than a listing says: many are held at once.
  ///
  /// @param changedNanos when it was last changed in any way, in nanoseconds since 1970; 0 where
  ///   that was not asked for or is not known
  /// @param inode its number; 0 where that was not asked for or is not known
  record File(long sizeBytes, Instant modifiedTime, long changedNanos, long inode)
      implements FileStatus {

    /// What tells it from another file, or from itself at another time.
    public FileStamp stamp() {
      return new FileStamp(sizeBytes, FileStamp.nanos(modifiedTime), changedNanos, inode);
    }
  }

  /// A directory, or a link to one where links are followed.
  ///
  /// @param identity equal for the same directory by whatever path; null where not known
  /// @param byLink whether it was reached by a link
  record Directory(@Nullable Object identity, boolean byLink) implements FileStatus {}

  /// A symbolic link that is not followed.
  record Link() implements FileStatus {}

  /// A followed link that leads nowhere.
  record BrokenLink() implements FileStatus {}

  /// A socket, pipe or device.
  record Special() implements FileStatus {}

  /// No longer there.
  record Gone() implements FileStatus {}

  /// The file system would not tell.
  record Unknown(IOException cause) implements FileStatus {}

  /// The one of its kind, as are those below.
  Link LINK = new Link();

  BrokenLink BROKEN_LINK = new BrokenLink();
  Special SPECIAL = new Special();
  Gone GONE = new Gone();
}
