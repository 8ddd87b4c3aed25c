package dev.sluice.cli.config.rule;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.RootNames;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Makes rules of what users write.
///
/// @param names under which they may know the root of the keys
/// @param source what the keys are relative to
record RuleReader(RootNames names, Location source) {

  /// One rule.
  ///
  /// @param where the flag, or the line of a file, that it stands in
  FilterRule read(String where, boolean include, boolean regex, String text) throws UsageException {
    try {
      String name = where + " '" + text + "'";
      if (regex) {
        return FilterRule.regex(include, text).named(name);
      }
      FilterRule rule = FilterRule.glob(include, names.anchored(text)).named(name);
      String root = names.nameIn(text);
      if (root != null) {
        refuseTwoMeanings(name, root, names.key(text));
      }
      return rule;
    } catch (IllegalArgumentException e) {
      throw new UsageException(where + ": " + e.getMessage());
    }
  }

  /// `data/cache/*` for the source `data/` is taken for its `cache/`, unless there is a `data/` in
  /// it as well.
  ///
  /// @param root the name of the source that the rule begins with
  /// @param rest what follows it
  private void refuseTwoMeanings(String name, String root, String rest) throws UsageException {
    String inside = root.startsWith("/") ? root.substring(1) : root;
    if (source.isLocal() && !inside.startsWith("../") && exists(source.path(), inside)) {
      throw new UsageException(
          "%s may mean two things, since there is a %s in the source too: write '/%s' or '/%s%s'"
              .formatted(name, inside, rest, inside, rest));
    }
  }

  private static boolean exists(String path, String inside) {
    try {
      return Files.exists(Path.of(path).resolve(inside));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
