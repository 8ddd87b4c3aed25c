package dev.sluice.report;

/// Copies that came in full length and on condition of the ETag that was listed, but for which the
/// source's service vouches with no sum that could be held against them.
///
/// @param entries how many
/// @param bytes their sizes together
public record Unproven(long entries, long bytes) {

  /// Where everything is proven.
  public static final Unproven NONE = new Unproven(0, 0);

  Unproven plus(Unproven other) {
    return new Unproven(entries + other.entries, bytes + other.bytes);
  }
}
