package dev.sluice.store.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/// The proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy` or
/// `all_proxy` in either case, and `no_proxy` for the exceptions.
///
/// The SDK has its own reading, which picks the variable by the proxy's scheme rather than by the
/// service's; so it is told the outcome.
final class EnvironmentProxy {

  private EnvironmentProxy() {}

  /// What an HTTP client of the SDK is told.
  ///
  /// @param url the proxy; null for none
  static ProxyConfiguration configuration(@Nullable URI url) {
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false);
    if (url == null) {
      return proxy.build();
    }
    String userInfo = url.getRawUserInfo();
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      proxy.username(decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)));
      proxy.password(decoded(colon < 0 ? "" : userInfo.substring(colon + 1)));
      proxy.preemptiveBasicAuthenticationEnabled(true);
    }
    return proxy
        .endpoint(URI.create(url.getScheme() + "://" + url.getHost() + ":" + port(url)))
        .build();
  }

  private static int port(URI url) {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// The proxy's address, or null for none.
  static @Nullable URI choose(S3Endpoint endpoint, S3Environment environment) {
    String named =
        S3Environment.firstOf(
            either(environment, endpoint.isTls() ? "https_proxy" : "http_proxy"),
            either(environment, "all_proxy"));
    String exceptions = either(environment, "no_proxy");
    if (named == null
        || endpoint.isLoopback() // a proxy elsewhere cannot reach it
        || (exceptions != null && isException(endpoint.host(), exceptions))) {
      return null;
    }
    URI url = URI.create(named.contains("://") ? named : "http://" + named);
    if (url.getHost() == null) {
      throw new IllegalArgumentException("not a proxy's URL: " + named);
    }
    return url;
  }

  private static @Nullable String either(S3Environment environment, String name) {
    return S3Environment.firstOf(
        environment.variable(name), environment.variable(name.toUpperCase(Locale.ROOT)));
  }

  /// Whether `host` is on the list: `*`, a host, or a domain with or without its leading dot.
  static boolean isException(String host, String exceptions) {
    for (String entry : exceptions.split("[,\\s]+", -1)) {
      String name = entry.toLowerCase(Locale.ROOT);
      if (name.startsWith("*.")) {
        name = name.substring(1);
      }
      int colon = name.lastIndexOf(':');
      if (colon > 0 && name.indexOf(':') == colon) {
        name = name.substring(0, colon);
      }
      String domain = name.startsWith(".") ? name.substring(1) : name;
      if (name.equals("*")
          || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)))) {
        return true;
      }
    }
    return false;
  }
}
