package dev.sluice.report;

import java.util.List;

/// What listing and comparing came to.
///
/// @param source what the source's listing gave
/// @param target what the destination's listing gave
/// @param seen keys seen on either side; each ended in exactly one outcome
/// @param contents how many contents were compared
/// @param unusedRules the filter rules that decided about nothing, as their writer knows them;
///   empty where a listing was not read to its end
public record ListingTotals(
    SideCount source,
    SideCount target,
    long seen,
    ContentTotals contents,
    List<String> unusedRules) {

  /// Copies the list.
  public ListingTotals {
    unusedRules = List.copyOf(unusedRules);
  }

  /// Of two ranges together. A rule that one of them has used is used.
  ListingTotals plus(ListingTotals other) {
    return new ListingTotals(
        source.plus(other.source),
        target.plus(other.target),
        seen + other.seen,
        contents.plus(other.contents),
        unusedRules.stream().filter(other.unusedRules::contains).toList());
  }
}
