package dev.sluice.cache;

import dev.sluice.model.FileStamp;
import dev.sluice.state.Row;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a file's stamp has to be as it was for what is remembered of the file to be believed.
/// All of it is kept, so that another run may ask for more or less.
public enum CacheCheck {
  /// Size, both times and the inode number: where the file system keeps its numbers.
  STRICT,
  /// Size and both times: where inode numbers are made up anew by each mount.
  NO_INODE,
  /// Size and modification time: where there is nothing else to ask for.
  MTIME;

  private static final Set<String> KEEP_NUMBERS =
      Set.of("ext2", "ext3", "ext4", "ext2/ext3", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "apfs");
  private static final Set<String> WITHOUT_CHANGE_TIME =
      Set.of("vfat", "msdos", "exfat", "ntfs", "fat32", "fat");

  /// What is right for a file system.
  ///
  /// @param type its name, as the system gives it
  public static CacheCheck of(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    if (KEEP_NUMBERS.contains(name)) {
      return STRICT;
    }
    return WITHOUT_CHANGE_TIME.contains(name) ? MTIME : NO_INODE;
  }

  /// Why a remembered file is not the one that bears a stamp.
  ///
  /// @return null if it is
  @Nullable CacheMiss compare(Row row, FileStamp stamp) {
    if (row.sizeBytes() != stamp.sizeBytes()) {
      return CacheMiss.SIZE;
    }
    if (row.mtimeNanos() != stamp.mtimeNanos()) {
      return CacheMiss.MTIME;
    }
    if (this != MTIME && row.ctimeNanos() != stamp.ctimeNanos()) {
      return CacheMiss.CTIME;
    }
    return this == STRICT && row.inode() != stamp.inode() ? CacheMiss.INODE : null;
  }
}
