package dev.sluice.cli.output.json;

import dev.sluice.care.move.MoveCounts;
import dev.sluice.care.move.MoveOutcome;
import dev.sluice.model.Entry;
import dev.sluice.report.RunInfo;

/// What becomes of the source's entries of a move, as JSON objects.
final class MoveEvents {

  private MoveEvents() {}

  static Json ended(MoveOutcome outcome, RunInfo run) {
    return switch (outcome) {
      case MoveOutcome.Moved(Entry source, var marker) ->
          about(Json.event("removed"), source, run).put("marker", marker);
      case MoveOutcome.Planned(Entry source) ->
          about(Json.event("planned").put("action", "remove"), source, run);
      case MoveOutcome.Left(Entry source, var why) ->
          about(Json.event("left"), source, run).put("reason", why);
      case MoveOutcome.Failed(Entry source, var error) ->
          Json.event("failed")
              .put("key", source.key().value())
              .put("kind", error.kind())
              .put("at", "removal")
              .put("message", error.getMessage());
    };
  }

  private static Json about(Json event, Entry source, RunInfo run) {
    return event
        .put("key", source.key().value())
        .put("source", run.source().apply(source.key()))
        .put("bytes", source.sizeBytes());
  }

  /// The run's summary with what became of the source's entries.
  static Json with(MoveCounts counts, Json summary) {
    return summary
        .put("removable", counts.found())
        .put("removed", counts.moved())
        .put("removedBytes", counts.movedBytes())
        .put("hidden", counts.hidden())
        .put("toRemove", counts.planned())
        .counts("left", counts.left())
        .put("notRemoved", counts.failed())
        .put("kept", counts.notAttempted());
  }
}
