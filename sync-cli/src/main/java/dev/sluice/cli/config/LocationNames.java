package dev.sluice.cli.config;

import dev.sluice.filter.RootNames;
import dev.sluice.model.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names under which a user knows the two sides of a run, when writing a rule or a key.
public final class LocationNames {

  private LocationNames() {}

  /// A local source as it was written and as a whole path; each side that is not local by its
  /// address.
  public static RootNames of(Location source, Location destination) {
    Set<String> names = new LinkedHashSet<>();
    if (source.isLocal()) {
      addLocal(names, source.path());
    } else {
      names.add(slashed(source.text()));
    }
    if (!destination.isLocal()) {
      names.add(slashed(destination.text()));
    }
    return new RootNames(List.copyOf(names));
  }

  private static void addLocal(Set<String> names, String path) {
    String written = withoutDots(path);
    if (!written.isEmpty() && !written.equals("/") && !written.equals(".")) {
      names.add(slashed(written));
    }
    try {
      String whole = Path.of(path).toAbsolutePath().normalize().toString();
      if (!whole.equals("/")) {
        names.add(slashed(whole));
      }
    } catch (InvalidPathException e) {
      // it is refused where it is opened, with the reason
    }
  }

  private static String slashed(String text) {
    return text.endsWith("/") ? text : text + "/";
  }

  private static String withoutDots(String path) {
    String rest = path;
    while (rest.startsWith("./")) {
      rest = rest.substring(2);
    }
    return rest;
  }
}
