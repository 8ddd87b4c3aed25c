package dev.sluice.s3server.ops;

import dev.sluice.s3server.auth.AwsChunkedBody;
import dev.sluice.s3server.auth.ChunkSignatures;
import dev.sluice.s3server.auth.PayloadSignature;
import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.RunningChecksum;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Md5;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request to its end and checks everything that the request says of it:
/// length, signature, SHA-256, Content-MD5 and checksums in headers or trailers. Nothing is kept of
/// a body that fails a check.
public final class Receiver {

  private static final long MAX_BODY_BYTES = 5L << 30;
  private static final int MAX_DOCUMENT_BYTES = 4 << 20;
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private static final Headers NO_HEADERS = new Headers();

  private final BodyStore bodies;

  public Receiver(BodyStore bodies) {
    this.bodies = bodies;
  }

  /// Receives the content of an object or part.
  ///
  /// @param wanted the checksum to compute if the request brings none, or null
  public Content receive(S3Request request, @Nullable ChecksumAlgorithm wanted) throws IOException {
    Headers headers = request.http().headers();
    if (!headers.has("content-length") && !headers.has("transfer-encoding")) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
    Incoming incoming = new Incoming(request, headers, wanted);
    if (incoming.expectedBytes > MAX_BODY_BYTES) {
      throw S3Error.ENTITY_TOO_LARGE.exception();
    }
    BodyStore.Writer writer = bodies.newBody(incoming.expectedBytes);
    boolean good = false;
    try {
      long length = incoming.copyTo(writer::write);
      if (length > MAX_BODY_BYTES) {
        throw S3Error.ENTITY_TOO_LARGE.exception();
      }
      ETag etag = incoming.check(length);
      good = true;
      return new Content(writer.finish(), etag, incoming.checksum, List.of());
    } finally {
      if (!good) {
        writer.discard();
      }
    }
  }

  /// Receives a small document, such as the XML of DeleteObjects.
  public static byte[] document(S3Request request) throws IOException {
    return document(new Incoming(request, request.http().headers(), null));
  }

  /// Receives the document of a request whose checksum headers speak of an object and not of the
  /// document.
  public static byte[] documentAboutObject(S3Request request) throws IOException {
    return document(new Incoming(request, NO_HEADERS, null));
  }

  private static byte[] document(Incoming incoming) throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    long length =
        incoming.copyTo((bytes, offset, count) -> {
          if (document.size() + count > MAX_DOCUMENT_BYTES) {
            throw S3Error.MALFORMED_XML.exception("The document is too large");
          }
          document.write(bytes, offset, count);
        });
    incoming.check(length);
    return document.toByteArray();
  }

  /// Takes bytes as they come.
  private interface Sink {
    void write(byte[] bytes, int offset, int count) throws IOException;
  }

  /// What a connection's thread uses again for each body.
  private static final class Scratch {
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final MessageDigest md5 = Md5.digest();
  }

  private static final class Incoming {
    private final Headers headers;
    private final InputStream stream;
    private final @Nullable AwsChunkedBody chunked;
    private final long expectedBytes;
    private final Scratch scratch = SCRATCH.get();
    private final @Nullable MessageDigest sha256;
    private final @Nullable String sha256Hex;
    private final @Nullable RunningChecksum running;
    private final @Nullable ChecksumAlgorithm algorithm;
    private @Nullable StoredChecksum checksum;

    /// @param digests the headers in which digests of the body are looked for
    Incoming(S3Request request, Headers digests, @Nullable ChecksumAlgorithm wanted) {
      headers = digests;
      PayloadSignature signature = request.authentication().payload();
      chunked =
          switch (signature) {
            case PayloadSignature.Chunked signed ->
                new AwsChunkedBody(request.http().body(), signed);
            case PayloadSignature.UnsignedChunked _ ->
                new AwsChunkedBody(request.http().body(), null);
            case PayloadSignature.Unsigned _, PayloadSignature.Whole _ -> null;
          };
      stream = chunked == null ? request.http().body() : chunked;
      sha256Hex = signature instanceof PayloadSignature.Whole whole ? whole.sha256Hex() : null;
      sha256 = sha256Hex == null ? null : ChunkSignatures.newDigest();
      expectedBytes =
          chunked == null ? request.http().body().declaredBytes() : decodedLength(request);
      ChecksumAlgorithm sent = sentAlgorithm();
      algorithm = sent == null ? wanted : sent;
      running = algorithm == null ? null : algorithm.start();
    }

    private static long decodedLength(S3Request request) {
      String text = request.header("x-amz-decoded-content-length");
      if (text == null) {
        return -1;
      }
      try {
        return Long.parseUnsignedLong(text);
      } catch (NumberFormatException e) {
        throw S3Error.INVALID_ARGUMENT.exception("x-amz-decoded-content-length is no number");
      }
    }

    private @Nullable ChecksumAlgorithm sentAlgorithm() {
      ChecksumAlgorithm found = null;
      for (int i = 0; i < headers.size(); i++) {
        String name = headers.name(i);
        if (!name.startsWith("x-amz-")) {
          continue;
        }
        ChecksumAlgorithm here =
            switch (name) {
              case "x-amz-trailer" -> ChecksumAlgorithm.ofHeader(headers.value(i));
              case "x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm" ->
                  ChecksumAlgorithm.named(headers.value(i));
              default -> ChecksumAlgorithm.ofHeader(name);
            };
        if (here != null && found != null && here != found) {
          throw S3Error.INVALID_REQUEST.exception(
              "Only one checksum algorithm may be used at a time");
        }
        found = here == null ? found : here;
      }
      return found;
    }

    long copyTo(Sink sink) throws IOException {
      byte[] buffer = scratch.buffer;
      MessageDigest md5 = scratch.md5;
      md5.reset();
      long length = 0;
      for (int count = stream.read(buffer, 0, buffer.length);
          count >= 0;
          count = stream.read(buffer, 0, buffer.length)) {
        length += count;
        md5.update(buffer, 0, count);
        if (sha256 != null) {
          sha256.update(buffer, 0, count);
        }
        if (running != null) {
          running.update(buffer, 0, count);
        }
        sink.write(buffer, 0, count);
      }
      return length;
    }

    ETag check(long length) {
      if (expectedBytes >= 0 && length != expectedBytes) {
        throw S3Error.INCOMPLETE_BODY.exception();
      }
      if (sha256 != null && !HexFormat.of().formatHex(sha256.digest()).equals(sha256Hex)) {
        throw S3Error.X_AMZ_CONTENT_SHA256_MISMATCH.exception();
      }
      byte[] actualMd5 = scratch.md5.digest();
      checkContentMd5(actualMd5);
      checkChecksum();
      return ETag.ofMd5(actualMd5);
    }

    private void checkContentMd5(byte[] actual) {
      String declared = headers.get("content-md5");
      if (declared == null) {
        return;
      }
      byte[] expected;
      try {
        expected = Base64.getDecoder().decode(declared);
      } catch (IllegalArgumentException e) {
        throw S3Error.INVALID_DIGEST.exception();
      }
      if (expected.length != 16) {
        throw S3Error.INVALID_DIGEST.exception();
      }
      if (!Arrays.equals(expected, actual)) {
        throw S3Error.BAD_DIGEST.exception(
            "The content does not have the Content-MD5 that was sent");
      }
    }

    private void checkChecksum() {
      if (algorithm == null || running == null) {
        return;
      }
      StoredChecksum actual = new StoredChecksum(algorithm, running.value(), 0);
      String sent = headers.get(algorithm.headerName());
      if (sent == null && chunked != null) {
        sent = chunked.trailers().get(algorithm.headerName());
        if (sent == null && headers.has("x-amz-trailer")) {
          throw S3Error.INVALID_REQUEST.exception("The trailer that was announced did not come");
        }
      }
      if (sent != null) {
        StoredChecksum expected = StoredChecksum.parse(algorithm, sent);
        if (expected == null) {
          throw S3Error.INVALID_REQUEST.exception(
              "The value of " + algorithm.headerName() + " is no such checksum");
        }
        if (!expected.equals(actual)) {
          throw S3Error.BAD_DIGEST.exception(
              "The content does not have the checksum that was sent");
        }
      }
      checksum = actual;
    }
  }
}
