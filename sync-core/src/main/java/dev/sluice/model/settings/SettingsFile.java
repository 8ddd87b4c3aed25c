package dev.sluice.model.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.json.JsonReader;
import dev.sluice.model.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A bucket's settings as one file, written and read.
public final class SettingsFile {

  private static final String BUCKET = "bucket";
  private static final String REGION = "region";
  private static final String UNSUPPORTED = "notSupported";
  private static final String HIDDEN = "notReadable";

  private SettingsFile() {}

  /// In lines: each setting by its name, `null` for one that is not set. What the service does not
  /// have, and what may not be read, is listed apart.
  public static String lines(BucketSettings settings) {
    return JsonText.lines(document(settings));
  }

  /// The same on one line.
  public static String line(BucketSettings settings) {
    return JsonText.line(document(settings));
  }

  private static Json.Document document(BucketSettings settings) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(BUCKET, Json.of(settings.bucket()));
    if (settings.region() instanceof Setting.Is<String>(String region)) {
      members.put(REGION, Json.of(region));
    }
    List<String> unsupported = new ArrayList<>();
    Map<String, Json> hidden = new LinkedHashMap<>();
    for (BucketSetting setting : BucketSetting.values()) {
      switch (settings.get(setting)) {
        case Setting.Is<Json.Document>(Json.Document document) ->
            members.put(setting.key(), document);
        case Setting.None<Json.Document>() -> members.put(setting.key(), new Json.Nothing());
        case Setting.Unsupported<Json.Document>() -> unsupported.add(setting.key());
        case Setting.Hidden<Json.Document>(String why) -> hidden.put(setting.key(), Json.of(why));
      }
    }
    if (!unsupported.isEmpty()) {
      members.put(UNSUPPORTED, Json.texts(unsupported));
    }
    if (!hidden.isEmpty()) {
      members.put(HIDDEN, new Json.Document(hidden));
    }
    return new Json.Document(members);
  }

  /// Refuses a document that is none of a setting.
  @FunctionalInterface
  public interface Check {
    /// Looks at one.
    ///
    /// @throws JsonException with what is wrong with it
    void check(BucketSetting setting, Json.Document document) throws JsonException;
  }

  /// What a file wants of a bucket: of each setting that it names. Which bucket and region it was
  /// written of, and what it could not tell, does not matter.
  ///
  /// @throws JsonException if it is none
  public static List<Wish> read(String text, Check check) throws JsonException {
    if (!(JsonReader.read(text) instanceof Json.Document(Map<String, Json> members))) {
      throw new JsonException("it must be an object");
    }
    List<Wish> wishes = new ArrayList<>();
    for (Map.Entry<String, Json> member : members.entrySet()) {
      String name = member.getKey();
      if (List.of(BUCKET, REGION, UNSUPPORTED, HIDDEN).contains(name)) {
        continue;
      }
      BucketSetting setting =
          BucketSetting.named(name)
              .orElseThrow(() -> new JsonException("there is no setting \"" + name + "\""));
      wishes.add(wish(setting, member.getValue(), check));
    }
    return wishes;
  }

  private static Wish wish(BucketSetting setting, Json value, Check check) throws JsonException {
    return switch (value) {
      case Json.Nothing() -> new Wish.Whole(setting, null);
      case Json.Document document -> {
        try {
          check.check(setting, document);
        } catch (JsonException e) {
          throw new JsonException(setting.key() + ": " + e.getMessage());
        }
        yield new Wish.Whole(setting, document);
      }
      default -> throw new JsonException(setting.key() + ": it must be an object, or null");
    };
  }

  /// What a file with CORS rules wants: an object with `CORSRules`, or the array of them.
  ///
  /// @throws JsonException if it is none
  public static Wish cors(String text, Check check) throws JsonException {
    Json value = JsonReader.read(text);
    return wish(
        BucketSetting.CORS,
        value instanceof Json.Array rules ? Json.of("CORSRules", rules) : value,
        check);
  }
}
