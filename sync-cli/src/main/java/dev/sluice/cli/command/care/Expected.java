package dev.sluice.cli.command.care;

import dev.sluice.filter.FilterRule;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import java.util.ArrayList;
import java.util.List;

/// What may be public.
///
/// @param rules whose keys, relative to the location, may
/// @param bucket whether what anybody can do with the bucket itself may
record Expected(List<FilterRule> rules, boolean bucket) {

  /// @throws UsageException if one is no pattern
  static Expected of(List<String> texts, Location place) throws UsageException {
    String address = place.scheme() + "://" + place.authority();
    List<FilterRule> rules = new ArrayList<>();
    boolean isBucket = false;
    for (String text : texts) {
      if (text.equals(address) || text.equals(address + "/")) {
        isBucket = true;
        continue;
      }
      try {
        rules.add(FilterRule.glob(true, text));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--expect " + text + ": " + e.getMessage());
      }
    }
    return new Expected(rules, isBucket);
  }

  boolean includes(String key) {
    return rules.stream().anyMatch(rule -> rule.matches(key));
  }
}
