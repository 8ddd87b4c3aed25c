package dev.sluice.store.s3;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.care.CareApi;
import dev.sluice.store.s3.call.ChecksumUse;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Advice;
import dev.sluice.store.s3.call.S3Calls;
import dev.sluice.store.s3.call.S3Figures;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.call.WriteETagTrust;
import dev.sluice.store.s3.config.AwsFiles;
import dev.sluice.store.s3.config.AwsProfile;
import dev.sluice.store.s3.config.CaBundle;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.EnvironmentProxy;
import dev.sluice.store.s3.config.Lazy;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Credentials;
import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.config.S3Environment;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.Setting;
import dev.sluice.store.s3.config.TimelyCredentials;
import dev.sluice.store.s3.doctor.ServiceWay;
import dev.sluice.store.s3.http.Deadlines;
import dev.sluice.store.s3.http.HttpTransport;
import dev.sluice.store.s3.http.SdkTransport;
import dev.sluice.store.s3.http.SocketTransport;
import dev.sluice.store.s3.light.LightApi;
import dev.sluice.store.s3.light.LightCareApi;
import dev.sluice.store.s3.light.LightCredentials;
import dev.sluice.store.s3.light.LightRequests;
import dev.sluice.store.s3.light.Presigner;
import dev.sluice.store.s3.light.S3Route;
import dev.sluice.store.s3.light.S3Routes;
import dev.sluice.store.s3.light.Visitor;
import dev.sluice.store.s3.sdk.SdkApi;
import dev.sluice.store.s3.sdk.SdkCareApi;
import dev.sluice.store.s3.sdk.SdkClients;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/// The way to one S3 service with one set of credentials: the client, the bound on requests under
/// way, and the counts. Thread-safe; shared by every store on that service.
///
/// Opening sends nothing and looks for no credentials; the first request does.
public final class S3Connection implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// Between two packets of an answer. Longer than the service needs to begin any answer; a copy of
  /// gigabytes is kept alive by white space. Tests of the whole program have no minute for it.
  private static final Duration READ_TIMEOUT =
      Duration.ofSeconds(Integer.getInteger("sluice.silence.seconds", 60));

  /// Servers close idle connections on their side; a request on one just closed is one retry.
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);

  private static final Deadlines DEADLINES =
      new Deadlines(
          CONNECT_TIMEOUT,
          READ_TIMEOUT,
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          MAX_IDLE,
          Duration.ofSeconds(1));

  private final S3Session session;
  private final SdkClients sdk;
  private final S3Routes routes;
  private final AwsCredentialsProvider credentials;
  private final SdkClients.Way way;
  private final AwsCredentialsProvider given;
  private final String said;

  /// All by which it may be kept waiting.
  private final List<Function<Duration, List<Unanswered>>> waits = new ArrayList<>();

  private S3Connection(
      S3Service service,
      S3Runtime runtime,
      S3Environment environment,
      AwsCredentialsProvider given,
      Consumer<ClientOverrideConfiguration.Builder> profile) {
    this.credentials = TimelyCredentials.of(given);
    if (credentials instanceof TimelyCredentials timely) {
      waits.add(timely::unanswered);
    }
    S3Endpoint endpoint = S3Endpoint.of(service, environment);
    environment.check(endpoint.url() != null);
    URI proxy = EnvironmentProxy.choose(endpoint, environment);
    TrustManager @Nullable [] trust = trustManagers(endpoint, environment);
    this.routes = new S3Routes(endpoint, environment);
    // Twice the permits: a body read from the service while it is sent takes a second one.
    this.given = given;
    this.said = said(service, environment, endpoint);
    this.way = new SdkClients.Way(endpoint, proxy, trust, 2 * service.maxConcurrency(), DEADLINES);
    this.sdk = new SdkClients(way, credentials, profile, routes::checkService);
    waits.add(sdk::unanswered);
    S3Advice advice =
        new S3Advice(service.anonymous(), proxy == null ? null : EnvironmentProxy.shown(proxy));
    Apis apis =
        apis(ClientKind.of(environment.variable(ClientKind.VARIABLE)), way, runtime, credentials);
    this.session =
        new S3Session(
            apis.objects(),
            apis.care(),
            sdk.s3(),
            new S3Calls(runtime, service.maxConcurrency(), endpoint.shown(), advice),
            runtime,
            endpoint.identity(service),
            endpoint.serviceName(),
            new WriteETagTrust(),
            new ConditionUse(runtime.observer(), endpoint.shown()),
            new ChecksumUse(
                runtime.observer(),
                endpoint.shown(),
                endpoint.isTls() || endpoint.isLoopback(),
                !environment.wantsNoChecksums()));
  }

  /// The ways of the requests that are sent once an object.
  private record Apis(S3Api objects, Supplier<CareApi> care) {}

  private Apis apis(
      ClientKind kind, SdkClients.Way way, S3Runtime runtime, AwsCredentialsProvider credentials) {
    Apis bySdk = new Apis(new SdkApi(sdk.s3()), new Lazy<>(() -> new SdkCareApi(sdk.s3())));
    return switch (kind) {
      case SDK -> bySdk;
      case LIGHT_OVER_SDK_HTTP -> light(overSdkHttp(), bySdk, credentials);
      case LIGHT ->
          light(
              way.proxy() == null ? overSockets(way, runtime) : overSdkHttp(), bySdk, credentials);
    };
  }

  private Apis light(HttpTransport transport, Apis bySdk, AwsCredentialsProvider credentials) {
    LightRequests requests =
        new LightRequests(transport, routes, new LightCredentials(credentials), Clock.systemUTC());
    return new Apis(
        new LightApi(requests, bySdk.objects(), transport::close),
        new Lazy<>(() -> new LightCareApi(requests, bySdk.care().get())));
  }

  private HttpTransport overSdkHttp() {
    return new SdkTransport(sdk.http());
  }

  private HttpTransport overSockets(SdkClients.Way way, S3Runtime runtime) {
    try {
      SSLSocketFactory tls = null;
      if (way.endpoint().isTls()) {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, way.trust(), null);
        tls = context.getSocketFactory();
      }
      HttpTransport transport = new SocketTransport(DEADLINES, tls, runtime.descriptors());
      waits.add(transport::unanswered);
      return transport;
    } catch (GeneralSecurityException e) {
      throw new MisconfiguredException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /// Makes a connection for these settings' endpoint, credentials and concurrency; bucket and
  /// prefix do not matter to it.
  ///
  /// @throws MisconfiguredException if the settings or the environment name what cannot be used (no
  ///   such profile, a CA bundle that cannot be read), in one line for the user
  public static S3Connection open(S3Service service, S3Runtime runtime) {
    return open(service, runtime, S3Environment.ofProcess());
  }

  /// The same in another environment than this process's.
  ///
  /// @param variables environment variables by name; null where one is not set
  public static S3Connection open(
      S3Service service, S3Runtime runtime, UnaryOperator<@Nullable String> variables) {
    AwsProfile profile = AwsProfile.choose(service.profile(), variables, AwsFiles.of(variables));
    S3Environment environment = S3Environment.of(variables, profile);
    return new S3Connection(
        service,
        runtime,
        environment,
        S3Credentials.of(service, environment, profile),
        sdk ->
            sdk.defaultProfileFile(profile.files().current()).defaultProfileName(profile.name()));
  }

  /// The same with these keys rather than the environment's.
  public static S3Connection open(S3Service service, S3Runtime runtime, S3Keys keys) {
    return open(
        service,
        runtime,
        S3Environment.ofProcess(service.profile()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())));
  }

  static S3Connection open(
      S3Service service,
      S3Runtime runtime,
      S3Environment environment,
      AwsCredentialsProvider credentials) {
    return new S3Connection(service, runtime, environment, credentials, _ -> {});
  }

  /// Whom to trust.
  ///
  /// @return null for the platform's own authorities
  private static TrustManager @Nullable [] trustManagers(
      S3Endpoint endpoint, S3Environment environment) {
    if (!endpoint.isTls()) {
      // Reading the platform's authorities takes a good part of the start, and nothing needs them.
      return new TrustManager[0];
    }
    Setting bundle = environment.caBundle();
    return bundle == null ? null : CaBundle.load(bundle);
  }

  /// What whoever sends a request needs.
  public S3Session session() {
    return session;
  }

  /// What signs addresses with this connection's credentials.
  Presigner presigner() {
    return new Presigner(routes, new LightCredentials(credentials), Clock.systemUTC());
  }

  /// What asks without credentials.
  Visitor visitor() {
    return new Visitor(overSdkHttp(), routes);
  }

  String region() {
    return way.endpoint().region().id();
  }

  /// The way to a bucket.
  ///
  /// @throws MisconfiguredException if there is none
  ServiceWay way(String bucket) {
    S3Route route = routes.route(bucket);
    return new ServiceWay(
        way.endpoint(),
        route.origin(),
        route.path(),
        way.proxy(),
        way.trust(),
        given,
        sdk.asUsual(),
        said);
  }

  private static String said(S3Service service, S3Environment environment, S3Endpoint endpoint) {
    Setting url = environment.endpointUrl();
    Setting region = environment.region();
    return endpoint.shown()
        + (service.endpointUrl() != null
            ? " (--endpoint-url)"
            : url == null ? "" : " (" + url.name() + ")")
        + ", region "
        + endpoint.region().id()
        + (service.region() != null
            ? " (--region)"
            : region == null ? " (nothing names one)" : " (" + region.name() + ")");
  }

  /// Refuses a bucket to which there can be no way from here, such as an ARN that is none. Sends
  /// nothing.
  ///
  /// @throws MisconfiguredException if there is none
  public void checkRoute(String bucket) {
    routes.route(bucket);
  }

  /// Whether a store with these settings can use this connection: same endpoint, same credentials,
  /// same region.
  ///
  /// @throws MisconfiguredException if nothing can
  public boolean serves(S3Service service) {
    return serves(service, S3Environment.ofProcess());
  }

  /// The same in another environment than this process's.
  ///
  /// @param variables environment variables by name; null where one is not set
  public boolean serves(S3Service service, UnaryOperator<@Nullable String> variables) {
    AwsProfile profile = AwsProfile.choose(service.profile(), variables, AwsFiles.of(variables));
    S3Endpoint endpoint = S3Endpoint.of(service, S3Environment.of(variables, profile));
    return endpoint.identity(service).equals(session.identity())
        && endpoint.region().id().equals(region());
  }

  /// What has been sent so far.
  public S3Figures figures() {
    return session.calls().figures();
  }

  /// What the service, and whoever else a request needs, has not answered for `atLeast`. To be
  /// asked again and again, by one thread; never blocks.
  public List<Unanswered> unanswered(Duration atLeast) {
    return waits.stream().flatMap(wait -> wait.apply(atLeast).stream()).toList();
  }

  /// Closes the client and its idle connections. Never throws.
  @Override
  public void close() {
    session.calls().close();
    session.api().close();
    sdk.close();
  }
}
