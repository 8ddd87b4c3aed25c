package dev.sluice.cli.output.json;

import dev.sluice.checkup.Check;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.cli.output.CheckupReporter;
import dev.sluice.cli.output.console.Console;
import dev.sluice.report.RunStatus;

/// Shows a program what was found: one JSON object a line.
public final class JsonCheckupReporter implements CheckupReporter {

  private final Console console;

  /// @param console where to
  public JsonCheckupReporter(Console console) {
    this.console = console;
  }

  @Override
  public void checked(Check check) {
    Json event = Json.event("check").put("name", check.name());
    Json whole =
        switch (check.finding()) {
          case Finding.Ok(String said, var figures) ->
              event.put("result", "ok").put("message", said).figures("figures", figures);
          case Finding.Warning(String said, String remedy, var figures) ->
              event
                  .put("result", "warning")
                  .put("message", said)
                  .put("remedy", remedy)
                  .figures("figures", figures);
          case Finding.Failed(var kind, String said, var remedy) ->
              event
                  .put("result", "failed")
                  .put("message", said)
                  .put("remedy", remedy)
                  .put("kind", kind);
          case Finding.Skipped(String why) -> event.put("result", "skipped").put("message", why);
        };
    console.print(whole.end());
    console.flush();
  }

  @Override
  public void ended(String location, Checkup checkup, RunStatus status) {
    console.print(
        Json.event("summary")
            .put("command", "doctor")
            .put("location", location)
            .put("status", status)
            .put("exitCode", (long) status.exitCode())
            .put("ok", checkup.count(Finding.Ok.class))
            .put("warnings", checkup.count(Finding.Warning.class))
            .put("failed", checkup.count(Finding.Failed.class))
            .put("skipped", checkup.count(Finding.Skipped.class))
            .end());
  }
}
