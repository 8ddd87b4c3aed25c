package dev.sluice.state;

import java.nio.charset.StandardCharsets;

/// What a file of rows says of itself.
///
/// @param root what the keys are relative to: the real path of a folder, or another address
record FileHeader(String root) {

  /// Of the form of files; what another version has written is refused and never misread.
  private static final int VERSION = 1;

  void write(ByteSink sink) {
    byte[] bytes = root.getBytes(StandardCharsets.UTF_8);
    sink.putVarint(VERSION);
    sink.putVarint(bytes.length);
    sink.put(bytes, 0, bytes.length);
  }

  static FileHeader read(byte[] payload) throws DamagedException {
    ByteSource source = new ByteSource(payload, 0, payload.length);
    long version = source.varint();
    if (version != VERSION) {
      throw new DamagedException("it was written by another version (" + version + ")");
    }
    int length = source.length();
    return new FileHeader(new String(payload, source.skip(length), length, StandardCharsets.UTF_8));
  }
}
