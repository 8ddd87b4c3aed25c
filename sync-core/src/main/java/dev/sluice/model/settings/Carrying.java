package dev.sluice.model.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of a bucket's settings another bucket can have as well, and what it cannot.
///
/// @param wishes for the other bucket
/// @param left what it cannot have
public record Carrying(List<Wish> wishes, List<SettingObstacle> left) {

  /// Copies both.
  public Carrying {
    wishes = List.copyOf(wishes);
    left = List.copyOf(left);
  }

  /// Those of a bucket for another, whose name stands in them wherever the old one stood as such:
  /// in the policy's resources, and as the bucket that keeps the log.
  ///
  /// @param settings of the old bucket
  /// @param bucket the new one's name
  public static Carrying of(BucketSettings settings, String bucket) {
    List<Wish> wishes = new ArrayList<>();
    List<SettingObstacle> left = new ArrayList<>();
    for (BucketSetting setting : BucketSetting.values()) {
      switch (settings.get(setting)) {
        case Setting.Is<Json.Document> _ when setting.isByHand() ->
            left.add(
                new SettingObstacle(setting, "it is for you to set, by the service's own means"));
        case Setting.Is<Json.Document>(Json.Document document) ->
            wishes.add(
                new Wish.Whole(
                    setting,
                    portable(
                        setting, renamed(setting, document, settings.bucket(), bucket), left)));
        case Setting.Hidden<Json.Document>(String why) ->
            left.add(new SettingObstacle(setting, "it may not be read: " + why));
        case Setting.None<Json.Document>() ->
            setting.whenNone().ifPresent(same -> wishes.add(new Wish.Whole(setting, same)));
        case Setting.Unsupported<Json.Document>() -> {}
      }
    }
    return new Carrying(wishes, left);
  }

  /// Without what only the service itself, or a device that the owner holds, can set.
  private static Json.Document portable(
      BucketSetting setting, Json.Document document, List<SettingObstacle> left) {
    if (setting == BucketSetting.VERSIONING && document.members().containsKey("MFADelete")) {
      if (document.members().get("MFADelete").isText("Enabled")) {
        left.add(
            new SettingObstacle(
                setting, "that deletions want a code of the owner's device is for you to set"));
      }
      Map<String, Json> members = new LinkedHashMap<>(document.members());
      members.remove("MFADelete");
      return new Json.Document(members);
    }
    if (setting == BucketSetting.TAGS) {
      List<Json> tags = document.elements("TagSet");
      List<Json> own = tags.stream().filter(tag -> !isOfService(tag)).toList();
      if (own.size() < tags.size()) {
        left.add(
            new SettingObstacle(setting, "those that begin with aws: are the service's to set"));
      }
      return document.with("TagSet", Json.of(own));
    }
    return document;
  }

  private static boolean isOfService(Json tag) {
    return tag instanceof Json.Document members
        && members.member("Key").orElse(null) instanceof Json.Text(String key)
        && key.startsWith("aws:");
  }

  private static Json.Document renamed(
      BucketSetting setting, Json.Document document, String from, String to) {
    if (setting == BucketSetting.POLICY) {
      Pattern resource = Pattern.compile("^(arn:[^:]*:s3:::)" + Pattern.quote(from) + "(?=/|$)");
      return renamedMembers(document, resource, to);
    }
    if (setting == BucketSetting.LOGGING
        && document.members().get("LoggingEnabled") instanceof Json.Document log
        && log.member("TargetBucket").orElse(new Json.Nothing()).isText(from)) {
      return document.with("LoggingEnabled", log.with("TargetBucket", Json.of(to)));
    }
    return document;
  }

  private static Json renamed(Json value, Pattern resource, String to) {
    return switch (value) {
      case Json.Text(String text) ->
          Json.of(
              resource
                  .matcher(text)
                  .replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + to)));
      case Json.Array(List<Json> elements) ->
          Json.of(elements.stream().map(each -> renamed(each, resource, to)).toList());
      case Json.Document record -> renamedMembers(record, resource, to);
      case Json.Numeral _, Json.Truth _, Json.Nothing _ -> value;
    };
  }

  private static Json.Document renamedMembers(Json.Document record, Pattern resource, String to) {
    Map<String, Json> each = new LinkedHashMap<>();
    record.members().forEach((name, member) -> each.put(name, renamed(member, resource, to)));
    return new Json.Document(each);
  }
}
