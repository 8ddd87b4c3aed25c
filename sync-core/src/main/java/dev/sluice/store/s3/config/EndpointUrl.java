package dev.sluice.store.s3.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the address of a service, from wherever it was given.
public final class EndpointUrl {

  private static final int MAX_PORT = 65_535;

  private EndpointUrl() {}

  /// The address, checked to be one: `http` or `https`, a host, a port that exists.
  ///
  /// @param name where it was given: an option, a variable, a property
  /// @param text what was given
  /// @throws MisconfiguredException if it is no address of a service, with what to write instead
  public static URI parse(String name, String text) {
    if (authority(text).indexOf('@') >= 0) {
      throw new MisconfiguredException(
          name
              + ": an address with a user or a password in it (not shown here); write the address"
              + " alone, and give the keys by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    if (!text.contains("://")) {
      throw wrong(name, text, "write a whole address, such as http://host:9000");
    }
    URI uri = uri(text);
    if (uri == null || !isHttp(uri)) {
      String scheme = text.substring(0, text.indexOf("://"));
      throw wrong(
          name,
          text,
          isHttp(scheme)
              ? whyNoHost(authority(text))
              : "S3 is reached by http:// and https:// alone; write an address such as"
                  + " http://host:9000");
    }
    if (uri.getHost() == null) {
      throw wrong(name, text, whyNoHost(authority(text)));
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw wrong(name, text, "a port is a number from 1 to 65535");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(name, text, "leave out what follows ? or #");
    }
    return uri;
  }

  private static MisconfiguredException wrong(String name, String text, String remedy) {
    return new MisconfiguredException(
        name + ": no address of a service: " + MisconfiguredException.shown(text) + "; " + remedy);
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static boolean isHttp(URI uri) {
    return uri.getScheme() != null && isHttp(uri.getScheme());
  }

  private static boolean isHttp(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https");
  }

  /// What stands between the scheme and the path.
  private static String authority(String text) {
    int scheme = text.indexOf("://");
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static String whyNoHost(String authority) {
    return authority.indexOf('_') >= 0
        ? "a host's name has no underscore; give the host another name (a network alias, in a"
            + " compose file) or write its IP address"
        : "write a whole address, such as http://host:9000";
  }
}
