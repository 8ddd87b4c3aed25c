package dev.sluice.store.local.write;

import dev.sluice.model.FileStamp;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.OpenDirectory;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that tells a file from any other under its name, and from itself at another time: device,
/// inode number, length and both times.
///
/// @param identity of the file within this system
/// @param stamp what changes with its content
/// @param modifiedTime when its content was last changed, as a listing has it
public record WholeStamp(Object identity, FileStamp stamp, Instant modifiedTime) {

  /// The stamp of a regular file that was looked at.
  ///
  /// @param directory where it is
  /// @return null where the file system does not say enough
  static @Nullable WholeStamp of(OpenDirectory directory, String name, FileFacts found)
      throws IOException {
    Object identity = found.identity();
    FileStamp stamp = found.stamp();
    if (stamp.ctimeNanos() == 0) {
      Instant changed = directory.changedTime(name);
      stamp =
          new FileStamp(
              stamp.sizeBytes(),
              stamp.mtimeNanos(),
              changed == null ? 0 : FileStamp.nanos(changed),
              stamp.inode());
    }
    return identity == null || stamp.ctimeNanos() == 0
        ? null
        : new WholeStamp(identity, stamp, found.modifiedTime());
  }

  /// The same text for the same file at the same time alone.
  public String text() {
    return stamp.text() + "/" + identity;
  }
}
