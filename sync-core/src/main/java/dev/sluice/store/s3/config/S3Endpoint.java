package dev.sluice.store.s3.config;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/// Where requests go and how the bucket is named in them.
///
/// @param url the service; null for AWS's own in `region`
/// @param region the region that requests are signed for
/// @param pathStyle whether the bucket is the path's first segment rather than part of the host
public record S3Endpoint(@Nullable URI url, Region region, boolean pathStyle) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /// AWS's: it becomes a part of a host's name.
  private static final Pattern AWS_REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  /// Other services': it becomes a part of each signature alone.
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /// Which service with which credentials: two stores of equal identity can copy from each other.
  ///
  /// @param host the service's host and port, `s3.amazonaws.com` for all of AWS
  /// @param profile the profile asked for, or null
  /// @param anonymous whether requests go unsigned
  public record Identity(String host, @Nullable String profile, boolean anonymous) {}

  /// Where requests with these settings go.
  ///
  /// @throws MisconfiguredException if the environment or the profile names what is no address, or
  ///   the region cannot be one
  public static S3Endpoint of(S3Service service, S3Environment environment) {
    URI url = service.endpointUrl();
    Setting configured = url == null ? environment.endpointUrl() : null;
    if (configured != null) {
      url = EndpointUrl.parse(configured.name(), configured.value());
    }
    return new S3Endpoint(
        url,
        Region.of(region(service, environment, url == null)),
        url != null && needsPathStyle(host(url)));
  }

  /// @param isAws whether the region becomes a part of a host's name
  private static String region(S3Service service, S3Environment environment, boolean isAws) {
    String asked = service.region();
    Setting region = asked == null ? environment.region() : new Setting("--region", asked);
    if (region == null) {
      return "us-east-1";
    }
    if (!(isAws ? AWS_REGION : REGION).matcher(region.value()).matches()) {
      throw new MisconfiguredException(
          region.name()
              + ": no name of a region: "
              + MisconfiguredException.shown(region.value())
              + "; write one such as eu-central-1");
    }
    return region.value();
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host == null ? url.toString() : host.toLowerCase(Locale.ROOT);
  }

  /// AWS alone is known to answer to `bucket.host`; other services need a wildcard name and
  /// certificate for that, and all of them take paths.
  static boolean needsPathStyle(String host) {
    return IP_V4.matcher(host).matches()
        || host.startsWith("[")
        || !(host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"));
  }

  /// The host that requests go to, for the choice of a proxy.
  String host() {
    return url == null ? "s3." + region.id() + ".amazonaws.com" : host(url);
  }

  /// The service's name for the user.
  public String shown() {
    return url == null
        ? "Amazon S3 (" + region.id() + ")"
        : url.getScheme() + "://" + host(url) + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /// Whether requests go over TLS.
  public boolean isTls() {
    return url == null || "https".equalsIgnoreCase(url.getScheme());
  }

  /// Whether requests stay on this machine.
  public boolean isLoopback() {
    String host = host();
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && IP_V4.matcher(host).matches());
  }

  /// The service, under one name for those that are known to mean the same: all of AWS, where a
  /// bucket's name is unique, and all ways of naming this machine.
  public String serviceName() {
    URI service = url;
    String host = host();
    if (service == null || !needsPathStyle(host)) {
      return host.endsWith(".cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }
    boolean here = isLoopback() || host.equals("0.0.0.0") || host.endsWith(".localhost");
    int port = service.getPort() >= 0 ? service.getPort() : isTls() ? HTTPS_PORT : HTTP_PORT;
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return (here ? "localhost" : plain) + ":" + port;
  }

  public Identity identity(S3Service service) {
    String place =
        url == null
            ? "s3.amazonaws.com"
            : host(url) + (url.getPort() < 0 ? "" : ":" + url.getPort());
    return new Identity(place, service.profile(), service.anonymous());
  }
}
