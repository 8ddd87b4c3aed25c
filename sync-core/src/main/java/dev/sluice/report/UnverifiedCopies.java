package dev.sluice.report;

/// Copies that came in full length and on condition of the ETag that was listed, but for which the
/// source's service vouches with no sum that could be held against them.
///
/// @param entries how many
/// @param bytes their sizes together
public record UnverifiedCopies(long entries, long bytes) {

  /// Where everything is proven.
  public static final UnverifiedCopies NONE = new UnverifiedCopies(0, 0);

  UnverifiedCopies plus(UnverifiedCopies other) {
    return new UnverifiedCopies(entries + other.entries, bytes + other.bytes);
  }
}
