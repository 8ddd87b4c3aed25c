package dev.sluice.store.s3;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.settings.SettingsAccess;
import java.util.Optional;

/// What a bucket has set: read, and changed one by one. Nothing is ever removed. Thread-safe.
public final class S3BucketSettings {

  private final SettingsAccess access;

  /// @param connection the service, which stays the caller's to close
  /// @param bucket its name
  public S3BucketSettings(S3Connection connection, String bucket) {
    this.access = new SettingsAccess(connection.session(), bucket);
  }

  /// All that it has set.
  ///
  /// @throws StoreException if the service does not answer, of kind [StoreException.Kind#NO_ROOT]
  ///   if there is no such bucket; what may not be read is among the answers
  public BucketSettings read() throws StoreException, InterruptedException {
    return access.all();
  }

  /// One setting.
  public Setting<Json.Document> read(BucketSetting setting)
      throws StoreException, InterruptedException {
    return access.one(setting);
  }

  /// Makes a change, and looks whether the service then has it so.
  ///
  /// @return what was in the way; empty where it is made
  /// @throws StoreException if the service does not answer, or there is no such bucket
  public Optional<SettingObstacle> apply(SettingChange change)
      throws StoreException, InterruptedException {
    return access.set(change);
  }

  /// Refuses a document that is none of a setting. Sends nothing.
  ///
  /// @throws JsonException with what is wrong with it
  public static void check(BucketSetting setting, Json.Document document) throws JsonException {
    SettingsAccess.check(setting, document);
  }
}
