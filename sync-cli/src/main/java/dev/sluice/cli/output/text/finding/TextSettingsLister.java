package dev.sluice.cli.output.text.finding;

import dev.sluice.cli.output.SettingsLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.cli.output.text.NumberText;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonText;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.model.settings.SettingsFile;
import java.util.List;

/// Shows settings to a person: a change by the lines that go and come.
public final class TextSettingsLister implements SettingsLister {

  private final Console console;

  /// @param console where to
  public TextSettingsLister(Console console) {
    this.console = console;
  }

  @Override
  public void settings(BucketSettings settings) {
    SettingsFile.lines(settings).lines().forEach(console::print);
  }

  @Override
  public void bucket(String address, Progress progress) {
    switch (progress) {
      case PLANNED -> console.print(address + " would be made");
      case MADE -> console.print(address + " made");
    }
  }

  @Override
  public void change(String address, SettingChange change, Progress progress) {
    switch (progress) {
      case PLANNED -> {
        console.print(address + ": " + change.setting().text());
        LineDifference.between(lines(change.from()), lines(change.to()))
            .forEach(line -> console.print("  " + line));
      }
      case MADE -> console.print(address + ": " + change.setting().text() + " set");
    }
  }

  private static List<String> lines(Setting<Json.Document> setting) {
    return switch (setting) {
      case Setting.Is<Json.Document>(Json.Document document) -> lines(document);
      case Setting.None<Json.Document>() -> List.of("(not set)");
      case Setting.Unsupported<Json.Document>() -> List.of("(not supported)");
      case Setting.Hidden<Json.Document> _ -> List.of("(not known)");
    };
  }

  private static List<String> lines(Json.Document document) {
    return JsonText.lines(document).lines().toList();
  }

  @Override
  public void obstacle(String address, SettingObstacle obstacle) {
    console.error(
        "ERROR: "
            + Escapes.line(address + ": " + obstacle.setting().text() + ": " + obstacle.why()));
  }

  @Override
  public void note(String text) {
    console.error("NOTE: " + Escapes.line(text));
  }

  @Override
  public void visit(Visit visit) {
    String said = visit.status() + (visit.code().isEmpty() ? "" : " " + visit.code());
    console.print(
        Escapes.line(
            visit.request()
                + ": "
                + said
                + (visit.isAsWanted() ? ", as wanted" : ", BUT WANTED: " + visit.wanted())));
  }

  @Override
  public void sum(String address, Sum sum) {
    if (sum.planned() > 0) {
      console.print(
          NumberText.count(sum.planned(), "setting", "settings")
              + " of "
              + address
              + " would be changed: add --apply");
    } else if (sum.made() > 0) {
      console.print(
          NumberText.count(sum.made(), "setting", "settings") + " of " + address + " changed");
    } else if (sum.obstacles() == 0) {
      console.print(address + " is as wanted: nothing to do");
    }
    if (sum.obstacles() > 0) {
      console.print(
          NumberText.count(sum.obstacles(), "setting", "settings")
              + " of "
              + address
              + " cannot be as wanted");
    }
  }
}
