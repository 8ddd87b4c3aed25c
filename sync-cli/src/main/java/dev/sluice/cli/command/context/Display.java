package dev.sluice.cli.command.context;

import dev.sluice.cli.output.CacheLister;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.CheckupReporter;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.SettingsLister;
import dev.sluice.cli.output.StatLister;
import dev.sluice.cli.output.StepReporter;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.json.JsonCacheLister;
import dev.sluice.cli.output.json.JsonCareReporter;
import dev.sluice.cli.output.json.JsonCheckupReporter;
import dev.sluice.cli.output.json.JsonReporter;
import dev.sluice.cli.output.json.JsonSettingsLister;
import dev.sluice.cli.output.json.JsonStatLister;
import dev.sluice.cli.output.json.JsonSteps;
import dev.sluice.cli.output.json.ServiceEvents;
import dev.sluice.cli.output.text.Route;
import dev.sluice.cli.output.text.ServiceLines;
import dev.sluice.cli.output.text.TextCareReporter;
import dev.sluice.cli.output.text.TextReporter;
import dev.sluice.cli.output.text.TextSteps;
import dev.sluice.cli.output.text.finding.TextCacheLister;
import dev.sluice.cli.output.text.finding.TextCheckupReporter;
import dev.sluice.cli.output.text.finding.TextSettingsLister;
import dev.sluice.cli.output.text.finding.TextStatLister;
import dev.sluice.store.ServiceObserver;

/// Text or JSON, as the user asks: the one place that chooses.
public final class Display {

  private Display() {}

  /// Shows a run.
  public static Reporter reporter(Console console, OutputMode mode, Route route) {
    return mode.json() ? new JsonReporter(console, mode) : new TextReporter(console, mode, route);
  }

  /// Shows the care of a bucket.
  public static CareReporter careReporter(
      Console console, OutputMode mode, CareReporter.Subjects subjects) {
    return mode.json()
        ? new JsonCareReporter(console, mode, subjects)
        : new TextCareReporter(console, mode, subjects);
  }

  /// Shows steps.
  public static StepReporter steps(Console console, OutputMode mode) {
    return mode.json() ? new JsonSteps(console) : new TextSteps(console, mode);
  }

  /// Tells what a run waits for. A quiet one says nothing, since a service that comes back is no
  /// news, and of one that does not the failure tells.
  public static ServiceObserver serviceObserver(Console console, OutputMode mode) {
    if (mode.json()) {
      return new ServiceEvents(console, mode.quiet());
    }
    return mode.quiet() ? ServiceObserver.SILENT : new ServiceLines(console, mode.verbose());
  }

  /// Shows findings.
  ///
  /// @param humanReadable whether sizes have units; JSON has bytes in any case
  public static Lister lister(Console console, boolean json, boolean humanReadable) {
    return Listers.of(console, json, humanReadable, false);
  }

  /// Shows what is known of single objects and files.
  public static StatLister statLister(Console console, boolean json) {
    return json ? new JsonStatLister(console) : new TextStatLister(console);
  }

  /// Shows settings.
  public static SettingsLister settingsLister(Console console, boolean json) {
    return json ? new JsonSettingsLister(console) : new TextSettingsLister(console);
  }

  /// Shows what a doctor finds.
  public static CheckupReporter checkupReporter(Console console, boolean json) {
    return json ? new JsonCheckupReporter(console) : new TextCheckupReporter(console);
  }

  /// Shows hash caches.
  public static CacheLister cacheLister(Console console, boolean json) {
    return json ? new JsonCacheLister(console) : new TextCacheLister(console);
  }
}
