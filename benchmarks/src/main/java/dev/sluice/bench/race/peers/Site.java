package dev.sluice.bench.race.peers;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a run takes place, as a program must be told.
///
/// @param endpoint the server
/// @param authorities PEM file of the server's certificate authority, or null for plain HTTP
/// @param home a folder of the race's own for the programs' configuration
/// @param atOnce how many requests at once a program is told to make, by its name
public record Site(
    URI endpoint, @Nullable Path authorities, Path home, Map<String, Integer> atOnce) {

  public static final String ACCESS_KEY = "race";
  public static final String SECRET_KEY = "racesecret";
  public static final String REGION = "us-east-1";

  public Site {
    atOnce = Map.copyOf(atOnce);
  }

  /// How many requests at once `tool` is told to make.
  ///
  /// @param unlessTold what it is told when the race was not given or did not find a number
  public String atOnce(String tool, int unlessTold) {
    return Integer.toString(atOnce.getOrDefault(tool, unlessTold));
  }

  public boolean secure() {
    return "https".equals(endpoint.getScheme());
  }

  /// What words in command lines stand for.
  Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    places.put("endpoint", endpoint.toString());
    places.put("scheme", endpoint.getScheme());
    places.put("host", hostAndPort());
    places.put("home", home.toString());
    places.put("region", REGION);
    places.put("access-key", ACCESS_KEY);
    places.put("secret-key", SECRET_KEY);
    if (authorities != null) {
      places.put("authorities", authorities.toString());
    }
    return places;
  }

  /// Host and port.
  public String hostAndPort() {
    return endpoint.getHost() + ":" + endpoint.getPort();
  }
}
