package dev.sluice.cli.output.text.finding;

import dev.sluice.checkup.Check;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.cli.output.CheckupReporter;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.report.RunStatus;
import org.jspecify.annotations.Nullable;

/// Shows a person what was found: a line for each check, and what to do below it.
public final class TextCheckupReporter implements CheckupReporter {

  private static final String REMEDY = " ".repeat(22) + "-> ";

  private final Console console;

  /// @param console where to
  public TextCheckupReporter(Console console) {
    this.console = console;
  }

  @Override
  public void checked(Check check) {
    String name = check.name().text();
    switch (check.finding()) {
      case Finding.Ok(String said, _) -> row("ok", name, said, null);
      case Finding.Warning(String said, String remedy, _) -> row("warning", name, said, remedy);
      case Finding.Failed(_, String said, var remedy) -> row("FAILED", name, said, remedy);
      case Finding.Skipped(String why) -> row("skipped", name, why, null);
    }
    console.flush();
  }

  private void row(String result, String name, String said, @Nullable String remedy) {
    console.print(Escapes.line("%-8s %-12s %s".formatted(result, name, said)));
    if (remedy != null) {
      console.print(Escapes.line(REMEDY + remedy));
    }
  }

  @Override
  public void ended(String location, Checkup checkup, RunStatus status) {
    console.print(
        Escapes.line(
            location
                + ": "
                + checkup.count(Finding.Ok.class)
                + " ok, "
                + checkup.count(Finding.Warning.class)
                + " warnings, "
                + checkup.count(Finding.Failed.class)
                + " failed, "
                + checkup.count(Finding.Skipped.class)
                + " skipped"));
  }
}
