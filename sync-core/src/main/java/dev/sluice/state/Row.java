package dev.sluice.state;

import dev.sluice.model.FileStamp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One remembered file. A cursor fills the same row again for each step, so that reading millions
/// of them allocates nothing; what is kept is copied.
public final class Row {

  byte[] key;
  int keyLength;
  boolean removed;
  boolean racy;
  long sizeBytes;
  long mtimeNanos;
  long ctimeNanos;
  long inode;
  byte[] facts = new byte[0];
  int factsAt;
  int factsLength;

  /// One to be filled.
  Row() {
    this(new byte[256], 0);
  }

  private Row(byte[] key, int keyLength) {
    this.key = key;
    this.keyLength = keyLength;
  }

  /// A row of its own.
  ///
  /// @param key the file's key in UTF-8
  /// @param stamp what was seen of the file
  /// @param racy whether the file may have changed after it was read without a trace in the stamp
  /// @param facts what is remembered; kept, not copied
  public static Row of(byte[] key, FileStamp stamp, boolean racy, byte[] facts) {
    Row row = new Row(key, key.length);
    row.racy = racy;
    row.sizeBytes = stamp.sizeBytes();
    row.mtimeNanos = stamp.mtimeNanos();
    row.ctimeNanos = stamp.ctimeNanos();
    row.inode = stamp.inode();
    row.facts = facts;
    row.factsLength = facts.length;
    return row;
  }

  /// A row that says that there is no such file any more.
  public static Row removed(byte[] key) {
    Row row = new Row(key, key.length);
    row.removed = true;
    return row;
  }

  /// Whether the file is not there any more.
  public boolean isRemoved() {
    return removed;
  }

  /// Whether the file may have changed after it was read without a trace in its stamp.
  public boolean isRacy() {
    return racy;
  }

  /// What was seen of the file.
  public FileStamp stamp() {
    return new FileStamp(sizeBytes, mtimeNanos, ctimeNanos, inode);
  }

  /// The length as it was.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// The time of the last change of the content as it was, in nanoseconds since 1970.
  public long mtimeNanos() {
    return mtimeNanos;
  }

  /// The time of the last change of any kind as it was, in nanoseconds since 1970; 0 for none.
  public long ctimeNanos() {
    return ctimeNanos;
  }

  /// The number of the file as it was; 0 for none.
  public long inode() {
    return inode;
  }

  /// What is remembered, as it was given.
  public byte[] facts() {
    return Arrays.copyOfRange(facts, factsAt, factsAt + factsLength);
  }

  /// The key in UTF-8.
  public byte[] keyBytes() {
    return Arrays.copyOf(key, keyLength);
  }

  /// The key.
  public String keyText() {
    return new String(key, 0, keyLength, StandardCharsets.UTF_8);
  }

  /// Compares keys by their bytes, which is the order of keys.
  public int compareKey(byte[] other) {
    return Arrays.compareUnsigned(key, 0, keyLength, other, 0, other.length);
  }

  int compareKey(Row other) {
    return Arrays.compareUnsigned(key, 0, keyLength, other.key, 0, other.keyLength);
  }
}
