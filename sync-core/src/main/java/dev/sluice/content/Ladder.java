package dev.sluice.content;

import dev.sluice.model.Comparison;

/// How far a comparison of contents goes, each rung only where those below cannot tell: what
/// listings say, what objects say when they are asked, times, and reading.
///
/// @param upTo where it stops
/// @param isVerification whether it is to prove something. Times and what a writer has left beside
///   an object prove nothing
public record Ladder(Comparison upTo, boolean isVerification) {

  /// Whether nothing but times counts.
  boolean isByTimeAlone() {
    return upTo == Comparison.MTIME;
  }

  /// Whether objects are asked whatever it costs. Else they are where that is of use once and for
  /// all, or has to be done anyway.
  boolean asksAlways() {
    return isVerification || upTo.compareTo(Comparison.CHECKSUM) >= 0;
  }

  /// Whether an MD5 counts that a writer has left in an object's metadata.
  boolean takesStatedMd5s() {
    return !isVerification;
  }

  /// Whether times decide where contents cannot be compared.
  boolean takesTimes() {
    return !isVerification || isByTimeAlone();
  }

  /// Whether objects are read where nothing else tells, as files always are.
  boolean readsObjects() {
    return upTo == Comparison.BYTES;
  }
}
