package dev.sluice.cli.output.json;

import dev.sluice.cli.output.StepReporter;
import dev.sluice.cli.output.console.Console;
import dev.sluice.report.RunStatus;
import java.util.Map;

/// Shows steps to a program: an event for each, and a summary.
public final class JsonSteps implements StepReporter {

  private final Console console;

  /// @param console where to
  public JsonSteps(Console console) {
    this.console = console;
  }

  @Override
  public void step(String name, String line, Map<String, ?> members) {
    Json event = Json.event(name);
    members.forEach((member, value) -> {
      switch (value) {
        case Long number -> event.put(member, number.longValue());
        case Boolean truth -> event.put(member, truth.booleanValue());
        case null, default -> event.put(member, String.valueOf(value));
      }
    });
    emit(event);
  }

  @Override
  public void left(String line) {
    emit(Json.event("left").put("message", line));
  }

  @Override
  public void failed(String line) {
    emit(Json.event("failed").put("message", line));
  }

  @Override
  public void ended(RunStatus status, String line) {
    emit(
        Json.event("summary")
            .put("status", status)
            .put("exitCode", status.exitCode())
            .put("stopReason", line.isEmpty() ? null : line));
  }

  private void emit(Json event) {
    console.print(event.end());
    console.flush();
  }
}
