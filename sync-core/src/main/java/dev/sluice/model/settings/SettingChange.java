package dev.sluice.model.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;

/// A setting that is to be another.
///
/// @param setting which
/// @param from what it is; where that is hidden, the change may be none
/// @param to what it is to be
public record SettingChange(BucketSetting setting, Setting<Json.Document> from, Json.Document to) {}
