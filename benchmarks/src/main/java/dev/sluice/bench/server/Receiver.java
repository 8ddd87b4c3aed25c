package dev.sluice.bench.server;

import static dev.sluice.s3server.checksum.ChecksumAlgorithm.CRC32C;

import dev.sluice.s3server.auth.AwsChunkedBody;
import dev.sluice.s3server.checksum.RunningChecksum;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.StoredHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads bodies to their end: hashes them and keeps or drops their bytes. Signatures are not
/// checked; Content-MD5 is, because the MD5 is at hand, and CRC-32C, because it costs next to
/// nothing. Other checksums are taken for what they are said to be.
final class Receiver {

  /// What came.
  ///
  /// @param checksum as it was sent, in a header or a trailer
  record Received(Content content, ETag etag, StoredHeaders checksum) {}

  private static final int MAX_DOCUMENT_BYTES = 4 << 20;

  private final ContentStore store;

  Receiver(ContentStore store) {
    this.store = store;
  }

  /// Receives the content of an object or part.
  Received receive(Exchange exchange) throws IOException {
    long sizeBytes = exchange.request().body().declaredBytes();
    InputStream stream = exchange.request().body();
    AwsChunkedBody decoder = null;
    if (isAwsChunked(exchange.request().headers())) {
      sizeBytes = decodedBytes(exchange);
      decoder = new AwsChunkedBody(stream, null);
      stream = decoder;
    }
    if (sizeBytes < 0 || !hasLength(exchange.request().headers())) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
    Scratch scratch = Scratch.get();
    String sent = exchange.header(CRC32C.headerName());
    RunningChecksum crc32c = sent == null ? null : CRC32C.start();
    Content content = read(stream, sizeBytes, scratch, crc32c);
    byte[] md5 = scratch.md5.digest();
    checkMd5(exchange, md5);
    if (crc32c != null && !new StoredChecksum(CRC32C, crc32c.value(), 0).text().equals(sent)) {
      throw S3Error.BAD_DIGEST.exception();
    }
    Map<String, String> trailers = decoder == null ? Map.of() : decoder.trailers();
    return new Received(
        content, ETag.ofMd5(md5), KeptHeaders.checksum(exchange.request().headers(), trailers));
  }

  private Content read(
      InputStream stream, long sizeBytes, Scratch scratch, @Nullable RunningChecksum crc32c)
      throws IOException {
    Content.Kept kept = store.keeps(sizeBytes) ? store.allocate((int) sizeBytes) : null;
    byte[] buffer = scratch.buffer;
    scratch.md5.reset();
    long length = 0;
    for (int count = stream.read(buffer, 0, buffer.length);
        count >= 0;
        count = stream.read(buffer, 0, buffer.length)) {
      if (length + count > sizeBytes) {
        throw S3Error.INCOMPLETE_BODY.exception("The body is longer than was declared");
      }
      scratch.md5.update(buffer, 0, count);
      if (crc32c != null) {
        crc32c.update(buffer, 0, count);
      }
      if (kept != null) {
        kept.write((int) length, buffer, 0, count);
      }
      length += count;
    }
    if (length != sizeBytes) {
      throw S3Error.INCOMPLETE_BODY.exception();
    }
    return kept == null ? new Content.Dropped(sizeBytes) : kept;
  }

  /// Receives a small document, such as the XML of DeleteObjects.
  static byte[] document(Exchange exchange) throws IOException {
    InputStream body = exchange.request().body();
    InputStream stream =
        isAwsChunked(exchange.request().headers()) ? new AwsChunkedBody(body, null) : body;
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    byte[] buffer = Scratch.get().buffer;
    for (int count = stream.read(buffer, 0, buffer.length);
        count >= 0;
        count = stream.read(buffer, 0, buffer.length)) {
      if (document.size() + count > MAX_DOCUMENT_BYTES) {
        throw S3Error.MALFORMED_XML.exception("The document is too large");
      }
      document.write(buffer, 0, count);
    }
    return document.toByteArray();
  }

  private static boolean isAwsChunked(Headers headers) {
    return headers.get("x-amz-content-sha256", "").startsWith("STREAMING-")
        || headers.get("content-encoding", "").contains("aws-chunked");
  }

  private static boolean hasLength(Headers headers) {
    return headers.has("content-length") || headers.has("transfer-encoding");
  }

  private static long decodedBytes(Exchange exchange) {
    String text = exchange.header("x-amz-decoded-content-length");
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static void checkMd5(Exchange exchange, byte[] md5) {
    String declared = exchange.header("content-md5");
    if (declared == null) {
      return;
    }
    try {
      if (!Arrays.equals(Base64.getDecoder().decode(declared), md5)) {
        throw S3Error.BAD_DIGEST.exception();
      }
    } catch (IllegalArgumentException e) {
      throw S3Error.INVALID_DIGEST.exception();
    }
  }
}
