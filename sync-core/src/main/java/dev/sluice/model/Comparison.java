package dev.sluice.model;

/// How far it is asked whether two entries of one key and of one size have the same content, in the
/// order of what it costs. Each goes on only where what comes before cannot tell.
public enum Comparison {
  /// Not at all: equal sizes are enough.
  SIZE,
  /// By time alone: what the source changed later than the destination was written differs.
  MTIME,
  /// By the MD5s that ETags are, and by what an object says of itself where it has to be asked
  /// anyway; then by time.
  MD5,
  /// As [#MD5], and each object of which its ETag does not tell is asked for its checksums and its
  /// MD5; then by time.
  CHECKSUM,
  /// As [#CHECKSUM], and what still is not known is read.
  BYTES
}
