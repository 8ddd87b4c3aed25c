package dev.sluice.report;

/// What comparing contents came to.
///
/// @param compared of how many keys the contents were compared, since the listings could not tell,
///   or since they were not to be believed
/// @param share of which share of the keys of equal size that was to be done, from 0 to 1
public record ContentTotals(long compared, double share) {

  /// Whether of some keys only what the listings say was to be compared.
  public boolean isSample() {
    return share < 1;
  }

  ContentTotals plus(ContentTotals other) {
    return new ContentTotals(compared + other.compared, Math.min(share, other.share));
  }
}
