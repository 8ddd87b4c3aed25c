package dev.sluice.location;

import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The schemes that locations may have, each of which a kind of store registers.
///
/// @param all with different names
public record Schemes(List<Scheme> all) {

  private static final String SEPARATOR = "://";

  /// Copies the list.
  public Schemes {
    all = List.copyOf(all);
  }

  /// Reads what a user wrote.
  ///
  /// @throws UsageException with a line for the user if it names nothing
  public Location parse(String text) throws UsageException {
    Location location = split(text);
    of(location).check(location);
    return location;
  }

  private Location split(String text) throws UsageException {
    int end = text.indexOf(SEPARATOR);
    String name = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
    if (name.isEmpty() || named(name) == null) {
      String problem = Mistyped.problem(text, this);
      if (problem != null) {
        throw new UsageException(problem);
      }
      return Location.local(text);
    }
    String rest = text.substring(end + SEPARATOR.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new Location(name, rest, "")
        : new Location(name, rest.substring(0, slash), rest.substring(slash + 1));
  }

  /// How locations are written, for messages.
  String forms() {
    return all.stream().map(Scheme::form).collect(Collectors.joining(" and "));
  }

  /// The scheme of a location.
  ///
  /// @throws IllegalArgumentException if none here has such locations
  public Scheme of(Location location) {
    Scheme found = named(location.scheme());
    if (found == null) {
      throw new IllegalArgumentException("no scheme of " + location);
    }
    return found;
  }

  private @Nullable Scheme named(String name) {
    for (Scheme each : all) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }
}
