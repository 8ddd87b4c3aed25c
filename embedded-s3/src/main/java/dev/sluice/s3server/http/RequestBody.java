package dev.sluice.s3server.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, of fixed length or chunked. A client that expects `100 Continue` gets it
/// when the body is first read. Read by the connection's own thread.
public final class RequestBody extends InputStream {

  static final long SKIPPABLE_BYTES = 4 << 20;

  private static final int MAX_TRAILER_LINES = 64;

  /// Sends `100 Continue`.
  interface Continuation {
    void send() throws IOException;
  }

  private final ConnectionInput input;
  private final boolean chunked;
  private final long declaredBytes;
  private final Continuation continuation;
  private boolean continueExpected;
  private long remaining;
  private boolean finished;
  private long toAltered = -1;

  RequestBody(
      ConnectionInput input,
      long declaredBytes,
      boolean continueExpected,
      Continuation continuation) {
    this.input = input;
    this.chunked = declaredBytes < 0;
    this.declaredBytes = declaredBytes;
    this.continueExpected = continueExpected;
    this.continuation = continuation;
    this.remaining = Math.max(0, declaredBytes);
    this.finished = declaredBytes == 0;
  }

  /// Alters a byte, as if it had been altered on its way.
  ///
  /// @param byteOffset which one, of those that are still to be read
  public void alter(long byteOffset) {
    toAltered = byteOffset;
  }

  /// The body's `Content-Length` in bytes, or -1 when it is chunked.
  public long declaredBytes() {
    return declaredBytes;
  }

  /// Whether all of it has been read.
  public boolean isFinished() {
    return finished;
  }

  /// Whether what has not been read can be read and dropped, so that the connection can go on: it
  /// is not too much, and the client does not still wait to be told to send it.
  boolean canBeSkipped() {
    return finished || (!continueExpected && remaining <= SKIPPABLE_BYTES);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] destination, int offset, int length) throws IOException {
    if (finished) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    if (continueExpected) {
      continueExpected = false;
      continuation.send();
    }
    if (chunked && remaining == 0 && !nextChunk()) {
      return -1;
    }
    int count = input.read(destination, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw new EOFException("the connection ended within the body");
    }
    if (toAltered >= 0 && toAltered < count) {
      destination[offset + (int) toAltered] ^= (byte) 0xff;
    }
    toAltered -= count;
    remaining -= count;
    if (remaining == 0) {
      if (!chunked) {
        finished = true;
      } else if (!input.readLine().isEmpty()) {
        throw new MalformedRequestException(400, "a chunk does not end where its size says");
      }
    }
    return count;
  }

  private boolean nextChunk() throws IOException {
    try {
      remaining = ChunkSize.of(input.readLine());
    } catch (IllegalArgumentException e) {
      throw new MalformedRequestException(400, "a chunk's size is no number in range");
    }
    if (remaining > 0) {
      return true;
    }
    for (int i = 0; i < MAX_TRAILER_LINES; i++) {
      if (input.readLine().isEmpty()) {
        finished = true;
        return false;
      }
    }
    throw new MalformedRequestException(400, "too many trailers");
  }
}
