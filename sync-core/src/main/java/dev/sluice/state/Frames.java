package dev.sluice.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Frames, which files are made of: what it is (4 bytes), the length of what follows (4), a CRC-32C
/// of all but itself (4), and the payload.
final class Frames {

  static final int HEADER = 0x53_4c_48_31; // SLH1
  static final int BLOCK = 0x42_4c_4b_31; // BLK1
  static final int INDEX = 0x49_44_58_31; // IDX1
  static final int TRAILER = 0x45_4e_44_31; // END1

  /// What stands in front of each payload.
  static final int PREFIX_BYTES = 12;

  /// No frame that was ever written is longer; a length beyond it is damage.
  private static final int MAX_PAYLOAD_BYTES = 1 << 30;

  private Frames() {}

  /// A frame that was read: what it is, and what it holds.
  static final class Frame {
    private final int kind;
    private final byte[] payload;

    Frame(int kind, byte[] payload) {
      this.kind = kind;
      this.payload = payload;
    }

    int kind() {
      return kind;
    }

    byte[] payload() {
      return payload;
    }
  }

  /// Begins a frame in an empty sink; the payload follows.
  static void begin(ByteSink sink) {
    for (int i = 0; i < PREFIX_BYTES; i++) {
      sink.put(0);
    }
  }

  /// Ends the frame that fills the sink.
  static void end(ByteSink sink, int kind) {
    sink.setInt(0, kind);
    sink.setInt(4, sink.length() - PREFIX_BYTES);
    sink.setInt(8, crc(sink.array(), sink.length()));
  }

  private static int crc(byte[] frame, int length) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, 8);
    crc.update(frame, PREFIX_BYTES, length - PREFIX_BYTES);
    return (int) crc.getValue();
  }

  /// The length of the frame at `place`, its prefix included, by what its prefix says.
  ///
  /// @throws DamagedException if it does not lie within the file
  static int lengthAt(FileChannel file, long place, long fileBytes) throws IOException {
    if (fileBytes - place < PREFIX_BYTES) {
      throw new DamagedException("it ends within a frame");
    }
    ByteBuffer prefix = ByteBuffer.allocate(8);
    readFully(file, prefix, place);
    long length = prefix.getInt(4);
    if (length < 0 || length > MAX_PAYLOAD_BYTES || length > fileBytes - place - PREFIX_BYTES) {
      throw new DamagedException("a frame's length is wrong");
    }
    return PREFIX_BYTES + (int) length;
  }

  /// Reads the frame of `length` bytes at `place`.
  ///
  /// @throws DamagedException if it is not what was written there
  static Frame read(FileChannel file, long place, int length) throws IOException {
    byte[] frame = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    readFully(file, buffer, place);
    if (buffer.getInt(4) != length - PREFIX_BYTES || buffer.getInt(8) != crc(frame, length)) {
      throw new DamagedException("a checksum is wrong");
    }
    byte[] payload = new byte[length - PREFIX_BYTES];
    System.arraycopy(frame, PREFIX_BYTES, payload, 0, payload.length);
    return new Frame(buffer.getInt(0), payload);
  }

  private static void readFully(FileChannel file, ByteBuffer into, long place) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into, place + into.position()) < 0) {
        throw new DamagedException("it is shorter than it was");
      }
    }
  }

  /// Writes what the sink holds at the end of the file.
  static void append(FileChannel file, ByteSink sink) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(sink.array(), 0, sink.length());
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }
}
