package dev.sluice.store.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;

/// The body of one answer: of known length, in chunks (RFC 9112, 7.1), or up to the connection's
/// end.
final class AnswerBody extends InputStream {

  private enum Framing {
    NONE,
    FIXED,
    CHUNKED,
    TO_THE_END
  }

  private static final int MAX_LINE_BYTES = 8 << 10;
  private static final int MAX_TRAILER_BYTES = 64 << 10;

  /// What chunks may have beside their lengths without having content.
  private static final int MAX_EXTENSION_BYTES = 64 << 10;

  private final SocketConnection connection;
  private final long announced;
  private Framing framing;

  /// Bytes left: of the body, or of the chunk.
  private long left;

  private boolean inChunks;
  private long extensionBytes;
  private long contentBytes;

  /// For the answer whose head `connection` has just read.
  AnswerBody(SocketConnection connection, boolean toHead) throws IOException {
    this.connection = connection;
    AnswerHead head = connection.head();
    int status = head.status();
    String length = head.value("content-length");
    this.announced = length == null ? -1 : parseLength(length);
    String coding = head.value("transfer-encoding");
    if (toHead || status == 204 || status == 304) {
      framing = Framing.NONE;
    } else if (coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      framing = Framing.CHUNKED;
    } else if (announced >= 0) {
      framing = announced == 0 ? Framing.NONE : Framing.FIXED;
      left = announced;
    } else {
      framing = Framing.TO_THE_END;
    }
  }

  private static long parseLength(String text) throws IOException {
    try {
      long length = Long.parseLong(text);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new IOException("the answer's Content-Length is " + text);
  }

  /// As announced, -1 where it is not.
  long announced() {
    return announced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (framing == Framing.CHUNKED && left == 0) {
      nextChunk();
    }
    return switch (framing) {
      case NONE -> -1;
      case FIXED, CHUNKED -> readCounted(into, from, length);
      case TO_THE_END -> connection.read(into, from, length);
    };
  }

  private int readCounted(byte[] into, int from, int length) throws IOException {
    int read = connection.read(into, from, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the answer broke off, " + left + " bytes before its end");
    }
    left -= read;
    contentBytes += read;
    if (left == 0 && framing == Framing.FIXED) {
      framing = Framing.NONE;
    }
    return read;
  }

  private void nextChunk() throws IOException {
    if (inChunks && !line().isEmpty()) {
      throw new IOException("the answer's chunks are not where they should be");
    }
    inChunks = true;
    String size = line();
    int end = size.indexOf(';');
    extensionBytes += end < 0 ? 0 : size.length() - end;
    if (extensionBytes > MAX_EXTENSION_BYTES + contentBytes) {
      throw new IOException("the answer's chunks have more extensions than content");
    }
    try {
      left = Long.parseLong((end < 0 ? size : size.substring(0, end)).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("the answer's chunk has no length", e);
    }
    if (left < 0) {
      throw new IOException("the answer's chunk has a negative length");
    }
    if (left == 0) {
      passTrailers();
      framing = Framing.NONE;
    }
  }

  /// Nobody asks for them.
  private void passTrailers() throws IOException {
    int bytes = 0;
    for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
      bytes += trailer.length();
      if (bytes > MAX_TRAILER_BYTES) {
        throw new IOException(
            "the answer has more than " + MAX_TRAILER_BYTES + " bytes of trailers");
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int b;
    int bytes = 0;
    while ((b = connection.readByte()) != '\n') {
      if (b != '\r') {
        line.append((char) b);
      }
      if (++bytes > MAX_LINE_BYTES) {
        throw new IOException(
            "the answer's chunk begins with a line of more than " + MAX_LINE_BYTES + " bytes");
      }
    }
    return line.toString();
  }

  /// Reads what is left, up to `most` bytes.
  ///
  /// @return whether the body is at its end and another answer may follow on the connection
  boolean drain(int most) throws IOException {
    if (framing == Framing.TO_THE_END || (framing == Framing.FIXED && left > most)) {
      return false;
    }
    if (framing == Framing.NONE) {
      return true;
    }
    byte[] waste = new byte[4096];
    int drained = 0;
    int read;
    while ((read = read(waste, 0, waste.length)) >= 0) {
      drained += read;
      if (drained > most) {
        return false;
      }
    }
    return true;
  }
}
