package dev.sluice.state;

/// How rows stand in a block: keys without what they share with the one before, times and numbers
/// as differences. The first row of a block stands by itself, so that each block can be read alone.
final class RowCodec {

  private static final int REMOVED = 1;
  private static final int RACY = 2;

  private RowCodec() {}

  /// Adds `row` behind `before`, or as the first of a block if that is null.
  static void write(ByteSink sink, Row row, Row before, boolean first) {
    int shared = first ? 0 : shared(row, before);
    sink.put((row.removed ? REMOVED : 0) | (row.racy ? RACY : 0));
    sink.putVarint(shared);
    sink.putVarint(row.keyLength - shared);
    sink.put(row.key, shared, row.keyLength - shared);
    if (row.removed) {
      return;
    }
    sink.putVarint(row.sizeBytes);
    sink.putSigned(row.mtimeNanos - (first ? 0 : before.mtimeNanos));
    sink.putSigned(row.ctimeNanos - row.mtimeNanos);
    sink.putSigned(row.inode - (first ? 0 : before.inode));
    sink.putVarint(row.factsLength);
    sink.put(row.facts, row.factsAt, row.factsLength);
  }

  private static int shared(Row row, Row before) {
    int most = Math.min(row.keyLength, before.keyLength);
    int shared = 0;
    while (shared < most && row.key[shared] == before.key[shared]) {
      shared++;
    }
    return shared;
  }

  /// Reads the next row over the one before it, which `row` holds; over an empty one if it is the
  /// first of its block.
  ///
  /// @throws DamagedException if no row stands there
  static void read(ByteSource source, byte[] block, Row row) throws DamagedException {
    int flags = source.next();
    if (flags > (REMOVED | RACY)) {
      throw new DamagedException("a row is of an unknown kind");
    }
    int shared = source.length();
    int rest = source.length();
    if (shared > row.keyLength) {
      throw new DamagedException("a key shares more than there is");
    }
    int from = source.skip(rest);
    row.key = roomFor(row.key, shared, rest);
    System.arraycopy(block, from, row.key, shared, rest);
    row.keyLength = shared + rest;
    row.racy = (flags & RACY) != 0;
    row.removed = (flags & REMOVED) != 0;
    if (row.removed) {
      row.factsLength = 0;
      return;
    }
    row.sizeBytes = source.varint();
    row.mtimeNanos += source.signed();
    row.ctimeNanos = row.mtimeNanos + source.signed();
    row.inode += source.signed();
    row.factsLength = source.length();
    row.facts = block;
    row.factsAt = source.skip(row.factsLength);
  }

  private static byte[] roomFor(byte[] key, int shared, int rest) {
    if (key.length >= shared + rest) {
      return key;
    }
    byte[] longer = new byte[Math.max(key.length * 2, shared + rest)];
    System.arraycopy(key, 0, longer, 0, shared);
    return longer;
  }
}
