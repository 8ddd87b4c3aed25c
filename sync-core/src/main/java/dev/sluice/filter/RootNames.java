package dev.sluice.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names under which people know the location that keys are relative to, so that a rule or a
/// key written with one of them in front is understood: `data/cache/*` where the source is `data/`.
///
/// @param names each ending in a slash, and such that no key is meant by it
public record RootNames(List<String> names) {

  /// A location without a name: keys are written as they are.
  public static final RootNames NONE = new RootNames(List.of());

  /// Copies the names.
  public RootNames {
    names = List.copyOf(names);
  }

  /// `written` as a glob relative to the root: with a slash in front where it said that it begins
  /// there, by `./`, by a slash, or by one of the names.
  public String anchored(String written) {
    String rest = withoutDots(written);
    String name = nameIn(written);
    if (name != null) {
      String from = written.startsWith(name) ? written : rest;
      return "/" + withoutDots(from.substring(name.length()));
    }
    return rest.length() == written.length() || rest.startsWith("/") ? rest : "/" + rest;
  }

  /// `written` as a key: without what stands in front of it.
  public String key(String written) {
    String anchored = anchored(written);
    return anchored.startsWith("/") ? anchored.substring(1) : anchored;
  }

  /// The name that `written` begins with, if it goes on behind it.
  public @Nullable String nameIn(String written) {
    String rest = withoutDots(written);
    for (String name : names) {
      if (goesOnBehind(name, written) || goesOnBehind(name, rest)) {
        return name;
      }
    }
    return null;
  }

  private static boolean goesOnBehind(String name, String written) {
    return written.startsWith(name) && written.length() > name.length();
  }

  private static String withoutDots(String written) {
    String rest = written;
    while (rest.startsWith("./") && rest.length() > 2) {
      rest = rest.substring(2);
    }
    return rest;
  }
}
