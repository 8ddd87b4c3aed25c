package dev.sluice.store.s3;

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
record S3Endpoint(@Nullable URI url, Region region, boolean pathStyle) {

  private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /// Which service with which credentials: two stores of equal identity can copy from each other.
  ///
  /// @param host the service's host and port, `s3.amazonaws.com` for all of AWS
  /// @param profile the profile asked for, or null
  /// @param anonymous whether requests go unsigned
  record Identity(String host, @Nullable String profile, boolean anonymous) {}

  static S3Endpoint of(S3Settings settings, S3Environment environment) {
    URI url = settings.endpointUrl();
    String configured = url == null ? environment.endpointUrl() : null;
    if (configured != null) {
      url = parse(configured);
    }
    String region = S3Environment.firstOf(settings.region(), environment.region(), "us-east-1");
    return new S3Endpoint(
        url,
        Region.of(region == null ? "us-east-1" : region),
        url != null && needsPathStyle(host(url)));
  }

  private static URI parse(String url) {
    URI uri = URI.create(url.contains("://") ? url : "https://" + url);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("not a URL of an S3 service: " + url);
    }
    return uri;
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

  /// Whether requests go over TLS.
  boolean isTls() {
    return url == null || "https".equalsIgnoreCase(url.getScheme());
  }

  /// Whether requests stay on this machine.
  boolean isLoopback() {
    String host = host();
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && IP_V4.matcher(host).matches());
  }

  Identity identity(S3Settings settings) {
    String place =
        url == null
            ? "s3.amazonaws.com"
            : host(url) + (url.getPort() < 0 ? "" : ":" + url.getPort());
    return new Identity(place, settings.profile(), settings.anonymous());
  }
}
