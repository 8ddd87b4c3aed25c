package dev.sluice.model.settings;

import java.util.List;

/// What there is to do until a bucket is as wanted.
///
/// @param changes in the order in which they are made
/// @param obstacles what cannot be done
public record SettingsPlan(List<SettingChange> changes, List<SettingObstacle> obstacles) {

  /// Copies both.
  public SettingsPlan {
    changes = List.copyOf(changes);
    obstacles = List.copyOf(obstacles);
  }

  /// Whether there is nothing to do, nor anything that cannot be done.
  public boolean isEmpty() {
    return changes.isEmpty() && obstacles.isEmpty();
  }
}
