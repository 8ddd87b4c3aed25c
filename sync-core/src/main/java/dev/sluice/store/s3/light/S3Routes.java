package dev.sluice.store.s3.light;

import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.config.S3Environment;
import dev.sluice.store.s3.http.Origin;
import dev.sluice.store.s3.sign.Percent;
import dev.sluice.store.s3.sign.SigningScope;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.EndpointAuthScheme;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4AuthScheme;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// Finds the way to each bucket, once: by the SDK's endpoint rules (virtual hosts, access points,
/// dual-stack, FIPS, partitions), but for the one case where there is nothing to find, a plain
/// bucket behind an endpoint that takes paths. Thread-safe.
public final class S3Routes {

  private static final String SERVICE = "s3";
  private static final Pattern PLAIN_BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String DIRECTORY_BUCKET_END = "--x-s3";

  private final S3Endpoint endpoint;
  private final S3Environment environment;
  private final ConcurrentMap<String, S3Route> routes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> regions = new ConcurrentHashMap<>();

  public S3Routes(S3Endpoint endpoint, S3Environment environment) {
    this.endpoint = endpoint;
    this.environment = environment;
  }

  /// The way to a bucket.
  ///
  /// @param bucket a name, or the ARN of an access point
  /// @throws MisconfiguredException if the SDK's rules allow none
  public S3Route route(String bucket) {
    S3Route known = routes.get(bucket);
    return known == null ? routes.computeIfAbsent(bucket, this::find) : known;
  }

  /// The bucket is in another region than it was taken for.
  ///
  /// @return whether that is news, so that asking again is worth while
  boolean relocate(String bucket, String region) {
    boolean isNews =
        endpoint.url() == null
            && !region.equals(route(bucket).scope().region())
            && !region.equals(regions.put(bucket, region));
    if (isNews) {
      routes.remove(bucket);
    }
    return isNews;
  }

  private S3Route find(String bucket) {
    String region = regions.getOrDefault(bucket, endpoint.region().id());
    URI url = endpoint.url();
    boolean isPlain =
        PLAIN_BUCKET.matcher(bucket).matches() && !bucket.endsWith(DIRECTORY_BUCKET_END);
    if (url != null && endpoint.pathStyle() && isPlain) {
      String base = url.getRawPath() == null ? "" : url.getRawPath();
      return new S3Route(
          Origin.of(url),
          withoutSlash(base) + "/" + Percent.path(bucket),
          new SigningScope(region, SERVICE),
          true);
    }
    return byRules(bucket, region, url);
  }

  private S3Route byRules(String bucket, String region, @Nullable URI url) {
    Endpoint found = resolve(bucket, region, url);
    List<EndpointAuthScheme> schemes = found.attribute(AwsEndpointAttribute.AUTH_SCHEMES);
    SigningScope scope = new SigningScope(region, SERVICE);
    boolean isLight = schemes == null || schemes.isEmpty();
    if (!isLight && schemes.getFirst() instanceof SigV4AuthScheme scheme) {
      scope =
          new SigningScope(
              scheme.signingRegion() == null ? region : scheme.signingRegion(),
              scheme.signingName() == null ? SERVICE : scheme.signingName());
      isLight = found.headers().isEmpty();
    }
    URI place = found.endpointUrl().toUri();
    String path = place.getRawPath() == null ? "" : place.getRawPath();
    return new S3Route(Origin.of(place), withoutSlash(path), scope, isLight);
  }

  private Endpoint resolve(String bucket, String region, @Nullable URI url) {
    return resolve(
        "to a bucket named " + MisconfiguredException.shown(bucket),
        params(region, url).bucket(bucket));
  }

  /// Refuses a service at which requests that concern no bucket cannot be made.
  ///
  /// @throws MisconfiguredException if there is no way
  public void checkService() {
    resolve("to the service", params(endpoint.region().id(), endpoint.url()));
  }

  /// @param what where to, for the message
  /// @throws MisconfiguredException if the rules allow none
  private static Endpoint resolve(String what, S3EndpointParams.Builder params) {
    try {
      return S3EndpointProvider.defaultProvider().resolveEndpoint(params.build()).join();
    } catch (CompletionException | IllegalArgumentException | SdkException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new MisconfiguredException(
          "there is no way "
              + what
              + ": "
              + MisconfiguredException.brief(String.valueOf(why.getMessage())),
          e);
    }
  }

  private S3EndpointParams.Builder params(String region, @Nullable URI url) {
    return S3EndpointParams.builder()
        .region(Region.of(region))
        .endpoint(url == null ? null : url.toString())
        .forcePathStyle(endpoint.pathStyle())
        .useDualStack(environment.isDualStack())
        .useFips(environment.isFips())
        .useArnRegion(environment.isOn("AWS_S3_USE_ARN_REGION", "s3_use_arn_region"))
        .disableMultiRegionAccessPoints(
            environment.isOn(
                "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "s3_disable_multiregion_access_points"))
        .accelerate(false)
        .useGlobalEndpoint(false)
        .disableS3ExpressSessionAuth(true);
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
