package dev.sluice.store.s3.config;

import java.net.URI;
import java.net.URISyntaxException;
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
public final class EnvironmentProxy {

  private static final int MAX_PORT = 65_535;
  private static final String HOW =
      "write http://host:port, or http://user:password@host:port with % and @ in them as %25 and"
          + " %40";

  private EnvironmentProxy() {}

  /// What an HTTP client of the SDK is told.
  ///
  /// @param url the proxy; null for none
  public static ProxyConfiguration configuration(@Nullable URI url) {
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
  ///
  /// @throws MisconfiguredException if what is named is no HTTP proxy
  public static @Nullable URI choose(S3Endpoint endpoint, S3Environment environment) {
    Setting named =
        Setting.firstOf(
            either(environment, endpoint.isTls() ? "https_proxy" : "http_proxy"),
            either(environment, "all_proxy"));
    Setting exceptions = either(environment, "no_proxy");
    if (named == null
        || endpoint.isLoopback() // a proxy elsewhere cannot reach it
        || (exceptions != null && isException(endpoint.host(), exceptions.value()))) {
      return null;
    }
    return parse(named);
  }

  private static URI parse(Setting named) {
    String text = named.value().contains("://") ? named.value() : "http://" + named.value();
    String scheme = text.substring(0, text.indexOf("://")).toLowerCase(Locale.ROOT);
    if (scheme.startsWith("socks")) {
      throw wrong(named, "SOCKS proxies are not known here; name an HTTP proxy");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw wrong(named, "a proxy is named by http:// or https://");
    }
    try {
      URI url = new URI(text);
      if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
        throw wrong(named, HOW);
      }
      return url;
    } catch (URISyntaxException _) { // it would show the password
      throw wrong(named, HOW);
    }
  }

  private static MisconfiguredException wrong(Setting named, String remedy) {
    return new MisconfiguredException(
        named.name()
            + ": no address of a proxy: "
            + MisconfiguredException.shown(withoutUser(named.value()))
            + "; "
            + remedy);
  }

  /// A proxy's address without the user and the password that may stand in it.
  private static String withoutUser(String text) {
    int at = text.lastIndexOf('@');
    int scheme = text.indexOf("://");
    return at < 0
        ? text
        : (scheme < 0 || scheme > at ? "" : text.substring(0, scheme + 3))
            + "…"
            + text.substring(at);
  }

  /// The proxy's address for a message.
  public static String shown(URI proxy) {
    return proxy.getScheme() + "://" + proxy.getHost() + ":" + port(proxy);
  }

  private static @Nullable Setting either(S3Environment environment, String name) {
    for (String variable : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
      String value = environment.variable(variable);
      if (value != null) {
        return new Setting(variable, value);
      }
    }
    return null;
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
