package dev.sluice.s3server.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// Reads a connection through one buffer, which heads and chunk lines are parsed from in place.
final class ConnectionInput {

  private static final int MAX_LINE_BYTES = 16 * 1024;

  private final ReadableByteChannel channel;
  private final LongAdder bytesRead;
  private byte[] buffer = new byte[16 * 1024];
  private int position;
  private int limit;

  ConnectionInput(ReadableByteChannel channel, LongAdder bytesRead) {
    this.channel = channel;
    this.bytesRead = bytesRead;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  void consumeTo(int newPosition) {
    position = newPosition;
  }

  /// Reads more behind what is buffered, growing the buffer up to `maxBytes`; what is unread moves
  /// to the front.
  ///
  /// @return false at the end of the stream
  boolean fillMore(int maxBytes) throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      if (limit >= maxBytes) {
        throw new MalformedRequestException(
            431, "a request's head may have " + maxBytes + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.min(maxBytes, limit * 2));
    }
    int count = readChannel(buffer, limit, buffer.length - limit);
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }

  /// Reads at most `length` bytes, past the buffer when it is empty and the destination is large.
  int read(byte[] destination, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= buffer.length / 2) {
        return readChannel(destination, offset, length);
      }
      position = 0;
      limit = 0;
      if (!fillMore(buffer.length)) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, destination, offset, count);
    position += count;
    return count;
  }

  /// Reads a line that ends in CRLF (or LF) and gives it without its end.
  String readLine() throws IOException {
    int scanned = 0;
    while (true) {
      for (int i = position + scanned; i < limit; i++) {
        if (buffer[i] == '\n') {
          int end = i > position && buffer[i - 1] == '\r' ? i - 1 : i;
          String line = Latin1.text(buffer, position, end);
          position = i + 1;
          return line;
        }
      }
      scanned = limit - position;
      if (scanned > MAX_LINE_BYTES) {
        throw new MalformedRequestException(400, "a line of the body is too long");
      }
      if (!fillMore(Math.max(buffer.length, 2 * MAX_LINE_BYTES))) {
        throw new EOFException("the connection ended within a line");
      }
    }
  }

  private int readChannel(byte[] destination, int offset, int length) throws IOException {
    int count = channel.read(ByteBuffer.wrap(destination, offset, length));
    if (count > 0) {
      bytesRead.add(count);
    }
    return count;
  }
}
