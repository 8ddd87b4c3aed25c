package dev.sluice.cli.output.text;

import dev.sluice.model.Location;

/// From where to where a run goes, and the word for a copy that it makes.
public enum Route {
  /// From this machine to a service.
  UPLOAD("upload"),
  /// From a service to this machine.
  DOWNLOAD("download"),
  /// On this machine, or between services.
  COPY("copy");

  private final String verb;

  Route(String verb) {
    this.verb = verb;
  }

  /// The route between two locations.
  public static Route of(Location source, Location destination) {
    if (source.isLocal() == destination.isLocal()) {
      return COPY;
    }
    return source.isLocal() ? UPLOAD : DOWNLOAD;
  }

  String verb() {
    return verb;
  }
}
