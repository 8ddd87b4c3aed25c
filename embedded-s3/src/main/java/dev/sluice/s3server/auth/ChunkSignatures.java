package dev.sluice.s3server.auth;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.Latin1;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Checks the chain of signatures of a body that is signed chunk by chunk. Used by one thread.
public final class ChunkSignatures {

  private final SigningKey key;
  private final String timestamp;
  private final String scope;
  private String previous;

  ChunkSignatures(SigningKey key, String timestamp, String scope, String seedSignature) {
    this.key = key;
    this.timestamp = timestamp;
    this.scope = scope;
    this.previous = seedSignature;
  }

  /// Checks the next chunk.
  ///
  /// @param content the chunk's bytes, hashed by [#newDigest]
  /// @throws dev.sluice.s3server.error.S3Exception if the signature is not the one it should be
  public void checkChunk(byte[] content, String signature) {
    ByteSink text = start("AWS4-HMAC-SHA256-PAYLOAD");
    text.latin1(Sha256.OF_NOTHING).put('\n').hex(content);
    check(text, signature);
  }

  /// Checks the trailers behind the last chunk.
  ///
  /// @param trailers `name:value` lines as Latin-1 text, each with a line feed
  public void checkTrailers(String trailers, String signature) {
    ByteSink text = start("AWS4-HMAC-SHA256-TRAILER");
    text.latin1(HexFormat.of().formatHex(Sha256.digest().digest(Latin1.bytes(trailers))));
    check(text, signature);
  }

  public static MessageDigest newDigest() {
    return Sha256.digest();
  }

  private ByteSink start(String kind) {
    ByteSink text = new ByteSink(320);
    text.latin1(kind).put('\n').latin1(timestamp).put('\n').latin1(scope).put('\n');
    return text.latin1(previous).put('\n');
  }

  private void check(ByteSink text, String signature) {
    String expected = key.sign(text.array(), text.length());
    if (!MessageDigest.isEqual(Latin1.bytes(expected), Latin1.bytes(signature))) {
      throw S3Error.SIGNATURE_DOES_NOT_MATCH.exception("The signature of a chunk does not match");
    }
    previous = expected;
  }
}
