package dev.sluice.cli.output.json;

import dev.sluice.cli.output.SettingsLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.JsonText;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.model.settings.SettingsFile;

/// Shows settings to a program: one JSON object a line.
public final class JsonSettingsLister implements SettingsLister {

  private final Console console;

  /// @param console where to
  public JsonSettingsLister(Console console) {
    this.console = console;
  }

  private void print(Json event) {
    console.print(event.end());
  }

  @Override
  public void settings(BucketSettings settings) {
    console.print(SettingsFile.line(settings));
  }

  @Override
  public void bucket(String address, Progress progress) {
    print(Json.event("bucket-made").put("address", address).put("made", progress == Progress.MADE));
  }

  @Override
  public void change(String address, SettingChange change, Progress progress) {
    Json event =
        Json.event("setting")
            .put("address", address)
            .put("setting", change.setting().key())
            .put("made", progress == Progress.MADE);
    event.document(
        "from", change.from() instanceof Setting.Is(var from) ? JsonText.line(from) : null);
    print(event.document("to", JsonText.line(change.to())));
  }

  @Override
  public void obstacle(String address, SettingObstacle obstacle) {
    print(
        Json.event("setting-obstacle")
            .put("address", address)
            .put("setting", obstacle.setting().key())
            .put("message", obstacle.why()));
    console.error(
        "ERROR: "
            + Escapes.line(address + ": " + obstacle.setting().text() + ": " + obstacle.why()));
  }

  @Override
  public void note(String text) {
    print(Json.event("note").put("message", text));
  }

  @Override
  public void visit(Visit visit) {
    print(
        Json.event("visit")
            .put("request", visit.request())
            .put("status", visit.status())
            .put("code", visit.code().isEmpty() ? null : visit.code())
            .put("asWanted", visit.isAsWanted())
            .put("wanted", visit.wanted()));
  }

  @Override
  public void sum(String address, Sum sum) {
    print(
        Json.event("settings-sum")
            .put("address", address)
            .put("planned", sum.planned())
            .put("made", sum.made())
            .put("obstacles", sum.obstacles()));
  }
}
