package dev.sluice.cli.output.text;

import static java.util.stream.Collectors.joining;

import dev.sluice.store.StoreActivity;
import java.util.ArrayList;
import java.util.List;

/// What something has cost, in words.
final class CostText {

  private CostText() {}

  /// Requests, how many were repeated, and how often a service asked to slow down.
  ///
  /// @param isDetailed whether to say which requests they were
  static List<String> parts(StoreActivity activity, boolean isDetailed) {
    List<String> parts = new ArrayList<>();
    if (activity.requests() > 0) {
      parts.add(
          NumberText.count(activity.requests(), "request", "requests")
              + (isDetailed ? byOperation(activity) : ""));
    }
    if (activity.retries() > 0) {
      parts.add(NumberText.count(activity.retries()) + " of them repeated");
    }
    if (activity.throttled() > 0) {
      parts.add(
          "told to slow down "
              + NumberText.count(activity.throttled(), "time", "times")
              + " (went down to "
              + activity.lowestConcurrency()
              + " at once)");
    }
    return parts;
  }

  private static String byOperation(StoreActivity activity) {
    return activity.operations().isEmpty()
        ? ""
        : activity.operations().entrySet().stream()
            .map(each -> NumberText.count(each.getValue().requests()) + " " + each.getKey())
            .collect(joining(", ", " (", ")"));
  }
}
