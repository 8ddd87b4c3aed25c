package dev.sluice.store.local.directory;

import dev.sluice.model.FileStamp;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the file system says of one name or one open file.
///
/// @param modifiedTime to the nanosecond, where the file system has it so
/// @param permissions the nine bits of read, write and execute; 0 where the system has none
/// @param identity equal for the same file by whatever name; null where not known
/// @param removed whether an open file has no name any more; false where not known
/// @param changedNanos when anything about it last changed, in nanoseconds since 1970; 0 where not
///   known
/// @param inode its number within its file system; 0 where not known
public record FileFacts(
    Type type,
    long sizeBytes,
    Instant modifiedTime,
    int permissions,
    @Nullable Object identity,
    boolean removed,
    long changedNanos,
    long inode) {

  /// Of which neither the time of the last change nor the number is known.
  public FileFacts(
      Type type,
      long sizeBytes,
      Instant modifiedTime,
      int permissions,
      @Nullable Object identity,
      boolean removed) {
    this(type, sizeBytes, modifiedTime, permissions, identity, removed, 0, 0);
  }

  /// What tells a file from another, or from itself at another time.
  public FileStamp stamp() {
    return new FileStamp(sizeBytes, FileStamp.nanos(modifiedTime), changedNanos, inode);
  }

  /// What sort of file it is.
  public enum Type {
    REGULAR,
    DIRECTORY,
    LINK,
    /// A socket, pipe or device.
    SPECIAL;

    public static Type of(BasicFileAttributes found) {
      if (found.isRegularFile()) {
        return REGULAR;
      }
      if (found.isDirectory()) {
        return DIRECTORY;
      }
      return found.isSymbolicLink() ? LINK : SPECIAL;
    }
  }

  public boolean isRegular() {
    return type == Type.REGULAR;
  }

  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }

  public boolean isLink() {
    return type == Type.LINK;
  }
}
