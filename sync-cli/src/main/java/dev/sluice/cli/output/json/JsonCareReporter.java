package dev.sluice.cli.output.json;

import dev.sluice.care.CareCounts;
import dev.sluice.care.CareFigures;
import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareReport;
import dev.sluice.care.Found;
import dev.sluice.care.Subject;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.Ticker;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.Unlisted;
import dev.sluice.report.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows the care of a bucket to a program: one JSON object a line. The events are described in
/// `docs/json-events.md`.
public final class JsonCareReporter implements CareReporter {

  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(1);

  private final Console console;
  private final OutputMode mode;
  private final Subjects subjects;
  private @Nullable Ticker ticker;

  /// @param console where to
  /// @param mode how much
  /// @param subjects what is shown
  public JsonCareReporter(Console console, OutputMode mode, Subjects subjects) {
    this.console = console;
    this.mode = mode;
    this.subjects = subjects;
  }

  @Override
  public void started(CareFigures figures) {
    emit(
        Json.event("start")
            .put("time", Instant.now().toString())
            .put("command", subjects.command())
            .put("location", subjects.location())
            .put("dryRun", subjects.isRehearsal()));
    boolean isShown = !mode.quiet() && mode.progress() != OutputMode.Progress.OFF;
    ticker =
        new Ticker(
            BETWEEN_PROGRESS,
            () -> {
              if (isShown) {
                emit(
                    ended(
                        found(Json.event("progress"), figures.found())
                            .put("totalsFinal", figures.isListed()),
                        figures.counts()));
              }
              console.flush();
            });
  }

  @Override
  public void found(Found found, List<String> warnings, boolean isAsked) {
    if (!mode.quiet()) {
      emit(found(Json.event("found"), found));
    }
    warnings.forEach(this::warning);
    console.flush();
  }

  @Override
  public void approved() {}

  private static Json found(Json event, Found found) {
    Instant oldest = found.oldest();
    Instant newest = found.newest();
    return event
        .put("found", found.total())
        .put("objects", found.objects())
        .put("deleteMarkers", found.markers())
        .put("bytes", found.bytes())
        .put("leftOut", found.leftOut())
        .put("oldest", oldest == null ? null : oldest.toString())
        .put("newest", newest == null ? null : newest.toString());
  }

  private static Json ended(Json event, CareCounts counts) {
    return event
        .put("done", counts.done())
        .put("doneBytes", counts.doneBytes())
        .put("asTheyAre", counts.asItIs())
        .put("left", counts.left())
        .put("failed", counts.failed())
        .put("notAttempted", counts.notAttempted());
  }

  @Override
  public void outcome(CareOutcome outcome) {
    switch (outcome) {
      case CareOutcome.Done(Subject subject, String how) -> {
        if (!mode.quiet()) {
          emit(
              of(subjects.isRehearsal() ? "planned" : done(), subject)
                  .put("bytes", subject.sizeBytes())
                  .put("how", how));
        }
      }
      case CareOutcome.AsItIs(Subject subject) -> {
        if (mode.verbose()) {
          emit(of("as-it-is", subject));
        }
      }
      case CareOutcome.Left(Subject subject, String why) ->
          emit(of("left", subject).put("reason", why));
      case CareOutcome.Failed(Subject subject, var error) ->
          emit(of("failed", subject).put("kind", error.kind()).put("message", error.getMessage()));
    }
  }

  private String done() {
    return subjects.participle().replace(' ', '-');
  }

  private Json of(String event, Subject subject) {
    return Json.event(event)
        .put("key", subject.key().value())
        .put("version", subject.version())
        .put("address", subjects.addresses().of(subject.key(), subject.version()));
  }

  @Override
  public void unlisted(Unlisted part) {
    emit(Json.event("failed").put("key", part.key().value()).put("message", part.cause()));
  }

  @Override
  public void warning(String line) {
    emit(JsonEvents.warning(line));
  }

  @Override
  public void bucketRemoved(String bucket) {
    emit(
        Json.event("bucket-removed")
            .put("name", bucket)
            .put("address", "s3://" + bucket)
            .put("dryRun", subjects.isRehearsal()));
  }

  @Override
  public void finished(CareReport report, List<Detail> details) {
    close();
    Json event =
        Json.event("summary")
            .put("command", subjects.command())
            .put("status", report.end().status())
            .put("exitCode", report.end().status().exitCode())
            .seconds("seconds", report.took())
            .put("listedWhole", report.isListingComplete())
            .put("unlisted", report.unlisted());
    ended(found(event, report.found()), report.counts());
    details.forEach(detail -> event.put(detail.name(), detail.count()));
    event.put("addsUp", report.addsUp()).put("stopReason", report.end().reason());
    emit(
        JsonEvents.activity(event, report.activity())
            .put("operations", report.activity().operations()));
    String reason = report.end().reason();
    if (reason != null) {
      console.error("sluice: " + Escapes.line(reason));
    }
    console.flush();
  }

  @Override
  public void broken(String message, RunStatus status) {
    close();
    emit(JsonEvents.error(message, status));
    console.flush();
  }

  private void emit(Json event) {
    console.print(event.end());
  }

  @Override
  public void close() {
    Ticker running = ticker;
    if (running != null) {
      running.close();
      ticker = null;
    }
    console.flush();
  }
}
