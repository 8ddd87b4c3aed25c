package dev.sluice.report;

/// Whose ETags turned out to be no digests of contents in a run, so that from then on they were
/// taken to say nothing.
///
/// @param ofSource whether the source's
/// @param ofTarget whether the destination's
public record DistrustedETags(boolean ofSource, boolean ofTarget) {

  /// Where ETags are what they seem.
  public static final DistrustedETags NONE = new DistrustedETags(false, false);

  DistrustedETags or(DistrustedETags other) {
    return new DistrustedETags(ofSource || other.ofSource, ofTarget || other.ofTarget);
  }
}
