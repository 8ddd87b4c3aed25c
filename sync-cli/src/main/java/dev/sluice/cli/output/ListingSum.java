package dev.sluice.cli.output;

import dev.sluice.listing.Usage;

/// The sum of what a listing has shown.
///
/// @param usage how much that is
/// @param ofVersions whether versions were listed, and not what is seen alone
/// @param directories what was shown as one line, of whose content nothing is counted
/// @param isWhole whether all could be listed
public record ListingSum(Usage usage, boolean ofVersions, long directories, boolean isWhole) {}
