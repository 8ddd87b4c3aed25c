package dev.sluice.care;

import org.jspecify.annotations.Nullable;

/// Is asked, when all has been found and before anything is done, whether it is to be done.
@FunctionalInterface
public interface Approval {

  /// Whether to go on. May wait for somebody.
  ///
  /// @return null to go on; otherwise why not, as a line for the user
  @Nullable String refusal(Found found) throws InterruptedException;
}
