package dev.sluice.model.stat;

import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.access.Setting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a file of this machine.
///
/// @param kind `file`, `directory`, `symbolic link` or `special file`
/// @param linkTarget of a symbolic link, as it is written; else null
/// @param sizeBytes its length
/// @param modifiedTime when its content was last changed
/// @param changedTime when anything of it was; null where the file system does not say
/// @param createdTime when it was made; null where the file system does not say
/// @param owner what the system tells of whose it is; null where it tells nothing
/// @param remembered what the hash cache knows of its content
public record FileStat(
    String kind,
    @Nullable String linkTarget,
    long sizeBytes,
    Instant modifiedTime,
    @Nullable Instant changedTime,
    @Nullable Instant createdTime,
    @Nullable Owner owner,
    Setting<Remembered> remembered) {

  /// Whose a file is.
  ///
  /// @param user who owns it
  /// @param group whose group it is
  /// @param mode as `rw-r--r--`
  /// @param inode its number
  /// @param links how many names it has
  public record Owner(String user, String group, String mode, long inode, int links) {}

  /// By which a change of its content is noticed.
  public FileStamp stamp() {
    return new FileStamp(
        sizeBytes,
        FileStamp.nanos(modifiedTime),
        changedTime == null ? 0 : FileStamp.nanos(changedTime),
        owner == null ? 0 : owner.inode());
  }

  /// The same with what is remembered.
  public FileStat withRemembered(Setting<Remembered> other) {
    return new FileStat(
        kind, linkTarget, sizeBytes, modifiedTime, changedTime, createdTime, owner, other);
  }
}
