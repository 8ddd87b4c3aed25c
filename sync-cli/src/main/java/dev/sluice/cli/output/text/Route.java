package dev.sluice.cli.output.text;

import dev.sluice.model.Location;

/// From where to where a run goes, and the word for a copy that it makes.
public enum Route {
  /// From a file system to S3.
  UPLOAD("upload"),
  /// From S3 to a file system.
  DOWNLOAD("download"),
  /// Between two of a kind.
  COPY("copy");

  private final String verb;

  Route(String verb) {
    this.verb = verb;
  }

  /// The route between two locations.
  public static Route of(Location source, Location destination) {
    boolean fromS3 = source instanceof Location.S3;
    boolean toS3 = destination instanceof Location.S3;
    if (fromS3 == toS3) {
      return COPY;
    }
    return toS3 ? UPLOAD : DOWNLOAD;
  }

  String verb() {
    return verb;
  }
}
