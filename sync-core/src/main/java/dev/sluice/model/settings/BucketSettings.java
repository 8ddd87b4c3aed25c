package dev.sluice.model.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that a bucket has set.
///
/// @param bucket its name
/// @param region where it is; unset where the service names no place
/// @param all what is known of each setting, all of which are there
public record BucketSettings(
    String bucket, Setting<String> region, Map<BucketSetting, Setting<Json.Document>> all) {

  /// Copies the settings.
  ///
  /// @throws IllegalArgumentException if one is missing
  public BucketSettings {
    EnumMap<BucketSetting, Setting<Json.Document>> copy = new EnumMap<>(BucketSetting.class);
    copy.putAll(all);
    if (copy.size() != BucketSetting.values().length) {
      throw new IllegalArgumentException("a setting is missing: " + copy.keySet());
    }
    all = copy;
  }

  /// Those of a bucket that is yet to be made, as far as services leave a new one open.
  public static BucketSettings ofNew(String bucket) {
    EnumMap<BucketSetting, Setting<Json.Document>> none = new EnumMap<>(BucketSetting.class);
    for (BucketSetting setting : BucketSetting.values()) {
      none.put(setting, new Setting.None<>());
    }
    return new BucketSettings(bucket, new Setting.None<>(), none);
  }

  /// What is known of a setting.
  public Setting<Json.Document> get(BucketSetting setting) {
    Setting<Json.Document> known = all.get(setting);
    if (known == null) {
      throw new IllegalStateException("there is no " + setting);
    }
    return known;
  }

  /// The same with another value of a setting.
  public BucketSettings with(BucketSetting setting, Setting<Json.Document> value) {
    Map<BucketSetting, Setting<Json.Document>> changed = new EnumMap<>(all);
    changed.put(setting, value);
    return new BucketSettings(bucket, region, changed);
  }

  /// What there is to do until it is as wanted. Of wishes for the same setting each begins with
  /// what the one before it has made.
  public SettingsPlan planFor(List<Wish> wishes) {
    List<SettingChange> changes = new ArrayList<>();
    List<SettingObstacle> obstacles = new ArrayList<>();
    for (BucketSetting setting : BucketSetting.values()) {
      List<Wish> own = wishes.stream().filter(each -> each.setting() == setting).toList();
      if (!own.isEmpty()) {
        plan(setting, own, changes, obstacles);
      }
    }
    return new SettingsPlan(changes, obstacles);
  }

  private void plan(
      BucketSetting setting,
      List<Wish> wishes,
      List<SettingChange> changes,
      List<SettingObstacle> obstacles) {
    Setting<Json.Document> from = get(setting);
    boolean isNothingWanted =
        wishes.getLast() instanceof Wish.Whole whole && whole.document() == null;
    if (from instanceof Setting.Unsupported<Json.Document>) {
      if (!isNothingWanted) {
        obstacles.add(
            new SettingObstacle(setting, "the service has no such thing for this bucket"));
      }
      return;
    }
    if (from instanceof Setting.Hidden<Json.Document>(String why)
        && wishes.getFirst() instanceof Wish.Part) {
      obstacles.add(
          new SettingObstacle(
              setting, "it may not be read, so that what is set already would be lost: " + why));
      return;
    }
    Json.@Nullable Document to = wanted(setting, from, wishes);
    if (to != null) {
      if (!isAlready(setting, from, to)) {
        if (setting.isByHand()) {
          obstacles.add(
              new SettingObstacle(setting, "it is for you to set, by the service's own means"));
        } else {
          changes.add(new SettingChange(setting, from, to));
        }
      }
    } else if (!(from instanceof Setting.None<Json.Document>)) {
      obstacles.add(
          new SettingObstacle(
              setting,
              "it would have to be removed, which is for you to do: services that do not know the"
                  + " request for it remove the bucket"));
    }
  }

  private static Json.@Nullable Document wanted(
      BucketSetting setting, Setting<Json.Document> from, List<Wish> wishes) {
    Json.@Nullable Document to =
        from instanceof Setting.Is<Json.Document>(var value) ? value : null;
    for (Wish wish : wishes) {
      to =
          switch (wish) {
            case Wish.Whole(_, var document) ->
                document != null ? document : setting.whenNone().orElse(null);
            case Wish.Part(_, var edit) -> edit.apply(to == null ? Json.Document.EMPTY : to);
          };
    }
    return to;
  }

  /// Whether a setting is known to mean what a document means.
  public static boolean isAlready(
      BucketSetting setting, Setting<Json.Document> known, Json.Document document) {
    Optional<Json.Document> value =
        switch (known) {
          case Setting.Is<Json.Document>(var is) -> Optional.of(is);
          case Setting.None<Json.Document>() ->
              setting.whenNone().or(() -> Optional.of(Json.Document.EMPTY));
          case Setting.Unsupported<Json.Document>() -> Optional.empty();
          case Setting.Hidden<Json.Document> _ -> Optional.empty();
        };
    return value
        .map(is -> Canonical.of(setting, is).equals(Canonical.of(setting, document)))
        .orElse(false);
  }
}
