package dev.sluice.cli.output.json;

import dev.sluice.cache.CacheFigures;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.report.Progress;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoredContent;
import dev.sluice.transfer.Outcome;
import java.time.Instant;

/// The events of a run as JSON objects. Their members are a promise to other programs: described in
/// `docs/json-events.md`, added to and never changed.
final class JsonEvents {

  private JsonEvents() {}

  static Json start(RunInfo run) {
    return Json.event("start")
        .put("run", run.runId())
        .put("time", run.startedAt().toString())
        .put("mode", run.policy().mode())
        .put("source", run.source().apply(null))
        .put("destination", run.target().apply(null))
        .put("comparison", run.policy().comparison())
        .put("delete", run.policy().deletion().enabled());
  }

  static Json copied(Outcome.Copied copied, RunInfo run) {
    Json event =
        copy(Json.event("copied"), copied.source(), run)
            .put("reason", copied.reason())
            .put("by", copied.by())
            .put("method", copied.method())
            .put("twin", copied.twin() == null ? null : copied.twin().value())
            .put("verified", copied.isVerified())
            .seconds("seconds", copied.took());
    StoredContent written = copied.written();
    if (written.etag() != null) {
      event.put("etag", written.etag());
    }
    if (written.versionId() != null) {
      event.put("versionId", written.versionId());
    }
    return event;
  }

  private static Json copy(Json event, Entry source, RunInfo run) {
    return event
        .put("key", source.key().value())
        .put("source", run.source().apply(source.key()))
        .put("destination", run.target().apply(source.key()))
        .put("bytes", source.sizeBytes());
  }

  static Json deleted(Entry target, RunInfo run) {
    return delete(Json.event("deleted"), target, run);
  }

  private static Json delete(Json event, Entry target, RunInfo run) {
    return event
        .put("key", target.key().value())
        .put("destination", run.target().apply(target.key()))
        .put("bytes", target.sizeBytes());
  }

  static Json planned(Action action, RunInfo run) {
    Json event = Json.event("planned");
    return switch (action) {
      case Action.Copy(Entry source, _, var reason, var by) ->
          copy(event.put("action", "copy"), source, run).put("reason", reason).put("by", by);
      case Action.Delete(Entry target) -> delete(event.put("action", "delete"), target, run);
      case Action.Compare _, Action.Skip _, Action.Refuse _ ->
          event.put("action", "other").put("key", action.key().value());
    };
  }

  static Json failed(Outcome.Failed failed) {
    return Json.event("failed")
        .put("key", failed.key().value())
        .put("kind", failed.kind())
        .put("at", failed.at())
        .put("message", failed.message());
  }

  static Json differs(Outcome.Differs differs) {
    return Json.event("differs")
        .put("key", differs.key().value())
        .put("difference", differs.kind())
        .put("by", differs.by());
  }

  static Json skipped(Outcome.Skipped skipped) {
    return Json.event("skipped")
        .put("key", skipped.key().value())
        .put("reason", skipped.reason())
        .put("by", skipped.by())
        .put("bytes", skipped.sizeBytes());
  }

  static Json notAttempted(Key key) {
    return Json.event("not-attempted").put("key", key.value());
  }

  static Json leftoversRemoved(Removed removed) {
    return Json.event("tidied")
        .put("uploads", removed.uploads())
        .put("temporaryFiles", removed.temporaryFiles());
  }

  static Json warning(String message) {
    return Json.event("warning").put("message", message);
  }

  static Json error(String message, RunStatus status) {
    return Json.event("error")
        .put("message", message)
        .put("status", status)
        .put("exitCode", status.exitCode());
  }

  static Json unanswered(Unanswered call, int others, Instant now) {
    return Json.event("unanswered")
        .put("call", call.call())
        .put("subject", call.subject())
        .put("host", call.host())
        .put("since", call.since(now).toString())
        .put("seconds", call.age().toSeconds())
        .put("others", others);
  }

  static Json progress(Progress now) {
    Json event =
        Json.event("progress")
            .put("phase", now.phase())
            .seconds("seconds", now.elapsed())
            .put("sourceListed", now.listing().source())
            .put("destinationListed", now.listing().target())
            .put("compared", now.listing().compared())
            .put("toCompare", now.contents().planned())
            .put("contentsCompared", now.contents().ended())
            .put("contentBytesRead", now.contents().bytesRead())
            .put("toTransfer", now.transfers().planned())
            .put("toTransferBytes", now.transfers().plannedBytes())
            .put("totalsFinal", now.totalsFinal())
            .put("transferred", now.transfers().ended())
            .put("copied", now.ended().copied())
            .put("bytes", now.transfers().bytesDone())
            .put("deleted", now.ended().deleted())
            .put("failed", now.ended().failed())
            .put("inFlight", now.transfers().underWay());
    now.transfers()
        .slowest()
        .ifPresent(slowest ->
            event
                .put("slowestKey", slowest.key().value())
                .seconds("slowestSeconds", slowest.age()));
    unanswered(event, now.unanswered());
    return activity(event, now.activity());
  }

  private static void unanswered(Json event, UnansweredWatch.Now now) {
    event.put("unanswered", now.count());
    Unanswered oldest = now.oldest();
    if (oldest != null) {
      event.put("oldestUnanswered", oldest.text()).seconds("oldestUnansweredSeconds", oldest.age());
    }
  }

  static Json summary(SyncReport report) {
    Json event =
        Json.event("summary")
            .put("run", report.runId())
            .put("mode", report.mode())
            .put("status", report.status())
            .put("exitCode", report.status().exitCode())
            .put("started", report.startedAt().toString())
            .seconds("seconds", report.took())
            .put("sourceListed", report.listed().source().entries())
            .put("sourceBytes", report.listed().source().bytes())
            .put("destinationListed", report.listed().target().entries())
            .put("destinationListedWhole", report.listed().target().leaps() == 0)
            .put("destinationBytes", report.listed().target().bytes())
            .put("sourceFoldersNotEntered", report.listed().source().prunedDirectories())
            .put("destinationFoldersNotEntered", report.listed().target().prunedDirectories())
            .put("unusedRules", report.listed().unusedRules())
            .put("seen", report.listed().seen())
            .put("contentsCompared", report.listed().contents().compared())
            .put("done", report.outcomes().done())
            .counts("copied", report.outcomes().copied())
            .put("copiedBytes", report.outcomes().copiedBytes())
            .put("notSentBytes", report.outcomes().notSentBytes())
            .put("unverified", report.outcomes().unverified().entries())
            .put("unverifiedBytes", report.outcomes().unverified().bytes())
            .put("sourceETagsIgnored", report.distrustedETags().ofSource())
            .put("destinationETagsIgnored", report.distrustedETags().ofTarget())
            .put("deleted", report.outcomes().deleted())
            .put("planned", report.outcomes().planned())
            .counts("skipped", report.outcomes().skipped())
            .counts("differing", report.outcomes().differing())
            .put("failed", report.outcomes().failed())
            .put("notAttempted", report.outcomes().notAttempted())
            .put("addsUp", report.addsUp())
            .put("stopReason", report.end().reason());
    CacheFigures cache = report.activity().cache();
    return activity(event, report.activity())
        .put("operations", report.activity().operations())
        .put("cacheHits", cache.hits())
        .put("cacheHitBytes", cache.hitBytes())
        .counts("cacheMisses", cache.misses());
  }

  static Json activity(Json event, StoreActivity activity) {
    return event
        .put("requests", activity.requests())
        .put("retries", activity.retries())
        .put("throttled", activity.throttled())
        .put(
            "lowestConcurrency",
            activity.lowestConcurrency() == 0 ? null : activity.lowestConcurrency());
  }
}
