package dev.sluice.cache;

/// Why nothing is known of a file without reading it.
public enum CacheMiss {
  /// It is not remembered.
  NEW,
  /// Its size is another.
  SIZE,
  /// It was modified at another time.
  MTIME,
  /// It was changed at another time, though modified at the same.
  CTIME,
  /// It is another file.
  INODE,
  /// It was read so soon after it had changed that another change might have left no trace.
  RACY,
  /// It is to be read all the same, to see whether it still is what it was.
  RECHECK
}
