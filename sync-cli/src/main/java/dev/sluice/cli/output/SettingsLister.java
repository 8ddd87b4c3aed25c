package dev.sluice.cli.output;

import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;

/// Shows what a bucket has set, what is to change, and what came of it. Used by one thread.
public interface SettingsLister {

  /// How a change went.
  enum Progress {
    /// It is only said.
    PLANNED,
    /// It is made.
    MADE
  }

  /// How it ended.
  ///
  /// @param planned how many changes are only said
  /// @param made how many were made
  /// @param obstacles how much of what was wanted cannot be
  record Sum(int planned, int made, int obstacles) {}

  /// What a request without credentials came to.
  ///
  /// @param request in words, such as `GET s3://b/k with the Referer https://example.org/`
  /// @param status the status number
  /// @param code the service's word for a refusal, or empty
  /// @param isAsWanted whether it is as what is set says
  /// @param wanted what that is, in words
  record Visit(String request, int status, String code, boolean isAsWanted, String wanted) {}

  /// Shows all settings.
  void settings(BucketSettings settings);

  /// Says that there is, or would be, a new bucket.
  void bucket(String address, Progress progress);

  /// Shows a change.
  void change(String address, SettingChange change, Progress progress);

  /// Says what cannot be.
  void obstacle(String address, SettingObstacle obstacle);

  /// Says something that the user should know.
  void note(String text);

  /// Shows what came of a request without credentials.
  void visit(Visit visit);

  /// Sums up.
  void sum(String address, Sum sum);
}
