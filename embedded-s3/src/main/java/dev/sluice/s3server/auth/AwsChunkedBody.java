package dev.sluice.s3server.auth;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ChunkSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decodes the aws-chunked encoding: `size[;chunk-signature=hex]` lines, chunks, trailers. Each
/// chunk's signature is checked when the chunk ends. Used by one thread.
public final class AwsChunkedBody extends InputStream {

  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_TRAILERS = 32;
  private static final String SIGNATURE = ";chunk-signature=";

  private final InputStream encoded;
  private final PayloadSignature.@Nullable Chunked signed;
  private final @Nullable MessageDigest chunkDigest;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int limit;
  private long chunkLeft;
  private String chunkSignature = "";
  private boolean insideChunk;
  private boolean finished;

  /// Begins to decode.
  ///
  /// @param signed null when the chunks carry no signatures
  public AwsChunkedBody(InputStream encoded, PayloadSignature.@Nullable Chunked signed) {
    this.encoded = encoded;
    this.signed = signed;
    this.chunkDigest = signed == null ? null : ChunkSignatures.newDigest();
  }

  /// The trailers by lower-case name, once the body has been read to its end.
  public Map<String, String> trailers() {
    return trailers;
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
    if (!insideChunk && !nextChunk()) {
      return -1;
    }
    int count = readEncoded(destination, offset, (int) Math.min(length, chunkLeft));
    if (chunkDigest != null) {
      chunkDigest.update(destination, offset, count);
    }
    chunkLeft -= count;
    if (chunkLeft == 0) {
      endChunk();
      if (!readLine().isEmpty()) {
        throw S3Error.INVALID_REQUEST.exception("A chunk does not end where its size says");
      }
    }
    return count;
  }

  private boolean nextChunk() throws IOException {
    String line = readLine();
    try {
      chunkLeft = ChunkSize.of(line);
    } catch (IllegalArgumentException e) {
      throw S3Error.INVALID_REQUEST.exception("A chunk's size is no number");
    }
    int signature = line.indexOf(SIGNATURE);
    chunkSignature = signature < 0 ? "" : line.substring(signature + SIGNATURE.length());
    insideChunk = true;
    if (chunkLeft > 0) {
      return true;
    }
    endChunk();
    readTrailers();
    finished = true;
    return false;
  }

  private void endChunk() {
    insideChunk = false;
    if (signed != null && chunkDigest != null) {
      signed.signatures().checkChunk(chunkDigest.digest(), chunkSignature);
    }
  }

  private void readTrailers() throws IOException {
    StringBuilder signedLines = new StringBuilder();
    String signature = "";
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || trailers.size() == MAX_TRAILERS) {
        throw S3Error.INVALID_REQUEST.exception("The trailers are malformed");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("x-amz-trailer-signature")) {
        signature = value;
      } else {
        trailers.put(name, value);
        signedLines.append(name).append(':').append(value).append('\n');
      }
    }
    if (signed != null && signed.withTrailer()) {
      signed.signatures().checkTrailers(signedLines.toString(), signature);
    }
  }

  private int readEncoded(byte[] destination, int offset, int length) throws IOException {
    int count;
    if (position < limit) {
      count = Math.min(length, limit - position);
      System.arraycopy(buffer, position, destination, offset, count);
      position += count;
    } else {
      count = encoded.read(destination, offset, length);
    }
    if (count < 0) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    return count;
  }

  /// The end of the stream counts as an empty line: some clients leave the last line out.
  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int newline = position;
      while (newline < limit && buffer[newline] != '\n') {
        newline++;
      }
      line.append(new String(buffer, position, newline - position, StandardCharsets.ISO_8859_1));
      if (newline < limit) {
        position = newline + 1;
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
      if (line.length() > MAX_LINE_BYTES) {
        throw S3Error.INVALID_REQUEST.exception("A line between chunks is too long");
      }
      position = 0;
      limit = Math.max(0, encoded.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return line.toString();
      }
    }
  }
}
