package dev.sluice.cli.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where sluice keeps what outlives a run: `$XDG_STATE_HOME/sluice`, or `~/.local/state/sluice`,
/// and what may be thrown away at `$XDG_CACHE_HOME/sluice`, or `~/.cache/sluice`.
final class StateFolder {

  private StateFolder() {}

  /// The folder for the marks of runs; null where this user has no place for such things.
  static @Nullable Path runs(UnaryOperator<@Nullable String> environment) {
    return of(environment, "XDG_STATE_HOME", ".local/state", "runs");
  }

  /// The folder for hash caches; null where this user has no place for such things.
  static @Nullable Path caches(UnaryOperator<@Nullable String> environment) {
    return of(environment, "XDG_CACHE_HOME", ".cache", "hash");
  }

  private static @Nullable Path of(
      UnaryOperator<@Nullable String> environment, String variable, String usual, String name) {
    Path base = absolute(environment.apply(variable), "");
    if (base == null) {
      base = absolute(environment.apply("HOME"), usual);
    }
    return base == null ? null : base.resolve("sluice").resolve(name);
  }

  /// What is not absolute is as good as not set, as the XDG base directory specification has it.
  private static @Nullable Path absolute(@Nullable String text, String below) {
    try {
      Path path = text == null ? null : Path.of(text);
      return path == null || !path.isAbsolute() ? null : path.resolve(below);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
