package dev.sluice.model.settings;

/// A setting that cannot be brought to what is wanted.
///
/// @param setting which
/// @param why as a line for the user, which begins with what it is about
public record SettingObstacle(BucketSetting setting, String why) {}
