package dev.sluice.bench.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a run takes place, as a program must be told.
///
/// @param endpoint the server
/// @param authorities PEM file of the server's certificate authority, or null for plain HTTP
/// @param home a folder of the race's own for the programs' configuration
/// @param atOnce how many requests at once a program is told to make, by its name
record Site(URI endpoint, @Nullable Path authorities, Path home, Map<String, Integer> atOnce) {

  static final String ACCESS_KEY = "race";
  static final String SECRET_KEY = "racesecret";
  static final String REGION = "us-east-1";

  Site {
    atOnce = Map.copyOf(atOnce);
  }

  /// How many requests at once `tool` is told to make.
  ///
  /// @param unlessTold what it is told when the race was not given or did not find a number
  String atOnce(String tool, int unlessTold) {
    return Integer.toString(atOnce.getOrDefault(tool, unlessTold));
  }

  boolean secure() {
    return "https".equals(endpoint.getScheme());
  }

  /// Host and port.
  String hostAndPort() {
    return endpoint.getHost() + ":" + endpoint.getPort();
  }
}
