package dev.sluice.store.s3.http;

import java.net.URI;
import java.util.Locale;

/// The server that a request goes to.
///
/// @param tls whether over TLS
/// @param host name or address, an IPv6 one in brackets
/// @param port the port
public record Origin(boolean tls, String host, int port) {

  /// Of a URL's scheme, host and port.
  ///
  /// @throws IllegalArgumentException if it has no host or is neither http nor https
  public static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("not an http or https URL: " + url);
    }
    boolean tls = scheme.equals("https");
    return new Origin(tls, url.getHost(), url.getPort() >= 0 ? url.getPort() : defaultPort(tls));
  }

  private static int defaultPort(boolean tls) {
    return tls ? 443 : 80;
  }

  /// The value of the `Host` header: the port only where it is not the scheme's own.
  public String authority() {
    return port == defaultPort(tls) ? host : host + ":" + port;
  }
}
