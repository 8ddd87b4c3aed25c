package dev.sluice.s3server.auth;

/// How a request's body is bound to its signature.
public sealed interface PayloadSignature {

  /// Not at all.
  record Unsigned() implements PayloadSignature {}

  /// By the SHA-256 of the whole body, in lower-case hexadecimal.
  record Whole(String sha256Hex) implements PayloadSignature {}

  /// Chunk by chunk, in the aws-chunked encoding.
  ///
  /// @param withTrailer whether signed trailers follow the last chunk
  record Chunked(ChunkSignatures signatures, boolean withTrailer) implements PayloadSignature {}

  /// Not at all, but in the aws-chunked encoding, whose trailers carry a checksum.
  record UnsignedChunked() implements PayloadSignature {}
}
