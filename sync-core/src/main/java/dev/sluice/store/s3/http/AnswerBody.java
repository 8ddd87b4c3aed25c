package dev.sluice.store.s3.http;

import dev.sluice.flow.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;

/// The body of one answer: of known length, in chunks (RFC 9112, 7.1), or up to the connection's
/// end.
final class AnswerBody extends BulkStream {

  /// Where it ends.
  private enum End {
    AT_ONCE,
    FIXED,
    CHUNKED,
    WITH_THE_CONNECTION
  }

  /// What is left of an answer that nobody read, up to this many bytes, is read for the sake of the
  /// connection.
  private static final int MAX_DRAIN_BYTES = 64 << 10;

  private static final int MAX_LINE_BYTES = 8 << 10;
  private static final int MAX_CHUNK_DIGITS = 15;
  private static final int MAX_TRAILER_BYTES = 64 << 10;

  /// What chunks may have beside their lengths without having content.
  private static final int MAX_EXTENSION_BYTES = 64 << 10;

  private final SocketConnection connection;
  private final boolean isAnnounced;

  /// Its length as announced; of use where it is.
  private final long announced;

  /// Whether another reader may take something else for its end, so that what follows on the
  /// connection may be no answer.
  private final boolean isAmbiguous;

  private End end;

  /// Bytes left: of the body, or of the chunk.
  private long left;

  private boolean inChunks;
  private long extensionBytes;
  private long contentBytes;

  /// Makes the body of the answer whose head `connection` has just read.
  AnswerBody(SocketConnection connection, boolean toHead) throws IOException {
    this.connection = connection;
    AnswerHead head = connection.head();
    int status = head.status();
    boolean hasLength = head.hasContentLength();
    long length = hasLength ? head.contentLength() : 0;
    String codings = head.values("transfer-encoding");
    boolean isChunked = codings != null && Framing.isChunked(codings);
    this.isAnnounced = hasLength && (toHead || !isChunked); // the chunks' own lengths count
    this.announced = length;
    this.isAmbiguous = codings != null && (hasLength || head.isHttp10());
    if (toHead || status == 204 || status == 304) {
      end = End.AT_ONCE;
    } else if (isChunked) {
      end = End.CHUNKED;
    } else if (isAnnounced) {
      end = announced == 0 ? End.AT_ONCE : End.FIXED;
      left = announced;
    } else {
      end = End.WITH_THE_CONNECTION;
    }
  }

  /// Whether the head says how long it is.
  boolean isAnnounced() {
    return isAnnounced;
  }

  /// Its length as announced.
  ///
  /// @throws IllegalStateException where it is not
  long announced() {
    if (!isAnnounced) {
      throw new IllegalStateException("the answer does not say how long it is");
    }
    return announced;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (end == End.CHUNKED && left == 0) {
      nextChunk();
    }
    return switch (end) {
      case AT_ONCE -> -1;
      case FIXED, CHUNKED -> readCounted(into, from, length);
      case WITH_THE_CONNECTION -> connection.read(into, from, length);
    };
  }

  private int readCounted(byte[] into, int from, int length) throws IOException {
    int read = connection.read(into, from, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the answer broke off, " + left + " bytes before its end");
    }
    left -= read;
    contentBytes += read;
    if (left == 0 && end == End.FIXED) {
      end = End.AT_ONCE;
    }
    return read;
  }

  private void nextChunk() throws IOException {
    if (inChunks && !line().isEmpty()) {
      throw new IOException("the answer's chunks are not where they should be");
    }
    inChunks = true;
    String size = line();
    int digits = size.indexOf(';');
    extensionBytes += digits < 0 ? 0 : size.length() - digits;
    if (extensionBytes > MAX_EXTENSION_BYTES + contentBytes) {
      throw new IOException("the answer's chunks have more extensions than content");
    }
    left = chunkLength((digits < 0 ? size : size.substring(0, digits)).strip());
    if (left == 0) {
      passTrailers();
      end = End.AT_ONCE;
    }
  }

  private static long chunkLength(String text) throws IOException {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= MAX_CHUNK_DIGITS
            && text.chars().allMatch(c -> HexFormat.isHexDigit(c));
    if (!isNumber) {
      throw new IOException("the answer's chunk has no length");
    }
    return HexFormat.fromHexDigitsToLong(text);
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

  /// Reads what is left, if it is short.
  ///
  /// @return whether the body is at its end and another answer may follow on the connection
  boolean finish() throws IOException {
    return !connection.owesBody() && drain(MAX_DRAIN_BYTES) && connection.takesAnother();
  }

  private boolean drain(int most) throws IOException {
    if (isAmbiguous || end == End.WITH_THE_CONNECTION || (end == End.FIXED && left > most)) {
      return false;
    }
    if (end == End.AT_ONCE) {
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
