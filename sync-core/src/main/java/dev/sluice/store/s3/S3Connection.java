package dev.sluice.store.s3;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.s3.S3Endpoint.Identity;
import dev.sluice.store.s3.http.Deadlines;
import dev.sluice.store.s3.http.HttpTransport;
import dev.sluice.store.s3.http.SdkTransport;
import dev.sluice.store.s3.http.SocketTransport;
import dev.sluice.store.s3.http.WatchedHttpClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

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

  /// Above this a body waits for the server's word before it is sent.
  private static final long EXPECT_CONTINUE_ABOVE_BYTES = 2 << 20;

  private static final Deadlines DEADLINES =
      new Deadlines(
          CONNECT_TIMEOUT,
          READ_TIMEOUT,
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          MAX_IDLE,
          Duration.ofSeconds(1));

  private final S3Runtime runtime;
  private final S3Calls calls;
  private final Lazy<SdkHttpClient> http;
  private final Lazy<S3Client> client;
  private final S3Routes routes;
  private final S3Api api;
  private final String region;
  private final Identity identity;
  private final OddETags oddETags = new OddETags();
  private final String placeName;

  /// All by which it may be kept waiting.
  private final List<Function<Duration, List<Unanswered>>> waits = new CopyOnWriteArrayList<>();

  private volatile boolean asksForChecksums;

  private S3Connection(
      S3Settings settings,
      S3Runtime runtime,
      S3Environment environment,
      AwsCredentialsProvider given,
      Consumer<ClientOverrideConfiguration.Builder> profile) {
    AwsCredentialsProvider credentials = TimelyCredentials.of(given);
    if (credentials instanceof TimelyCredentials timely) {
      waits.add(timely::unanswered);
    }
    S3Endpoint endpoint = S3Endpoint.of(settings, environment);
    environment.check(endpoint);
    this.runtime = runtime;
    URI proxy = EnvironmentProxy.choose(endpoint, environment);
    this.calls =
        new S3Calls(
            runtime,
            settings.maxConcurrency(),
            endpoint.shown(),
            new S3Advice(
                settings.anonymous(), proxy == null ? null : EnvironmentProxy.shown(proxy)));
    TrustManager @Nullable [] trust = trustManagers(endpoint, environment);
    this.routes = new S3Routes(endpoint, environment);
    this.http =
        new Lazy<>(() ->
            configured(() -> {
              WatchedHttpClient watched =
                  new WatchedHttpClient(httpClient(settings, proxy, trust), DEADLINES);
              waits.add(watched::unanswered);
              return watched;
            }));
    this.client =
        new Lazy<>(() -> {
          routes.checkService();
          return configured(() -> sdkClient(http.get(), endpoint, credentials, profile));
        });
    S3Api sdk = new SdkApi(client);
    ClientKind kind = ClientKind.of(environment.variable(ClientKind.VARIABLE));
    this.api =
        switch (kind) {
          case SDK -> sdk;
          case LIGHT_OVER_SDK_HTTP -> light(overSdkHttp(), sdk, credentials);
          case LIGHT ->
              light(proxy == null ? overSockets(endpoint, trust) : overSdkHttp(), sdk, credentials);
        };
    this.region = endpoint.region().id();
    this.identity = endpoint.identity(settings);
    this.placeName = endpoint.placeName();
    this.asksForChecksums =
        (endpoint.isTls() || endpoint.isLoopback()) && !environment.wantsNoChecksums();
  }

  /// Building a client sends nothing and looks at nothing but settings, many of which the SDK reads
  /// by itself: what fails there is one of them.
  private static <T> T configured(Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException | IllegalStateException | SdkException e) {
      throw new MisconfiguredException(
          "the AWS SDK cannot work with a setting in the environment or the AWS files: "
              + MisconfiguredException.brief(String.valueOf(e.getMessage())),
          e);
    }
  }

  private LightApi light(HttpTransport transport, S3Api sdk, AwsCredentialsProvider credentials) {
    return new LightApi(
        new LightRequests(transport, routes, new LightCredentials(credentials), Clock.systemUTC()),
        sdk,
        transport::close);
  }

  private HttpTransport overSdkHttp() {
    return new SdkTransport(http);
  }

  private HttpTransport overSockets(S3Endpoint endpoint, TrustManager @Nullable [] trust) {
    try {
      SSLSocketFactory tls = null;
      if (endpoint.isTls()) {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
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
  public static S3Connection open(S3Settings settings, S3Runtime runtime) {
    return open(settings, runtime, S3Environment.ofProcess());
  }

  /// The same in another environment than this process's.
  ///
  /// @param variables environment variables by name; null where one is not set
  public static S3Connection open(
      S3Settings settings, S3Runtime runtime, UnaryOperator<@Nullable String> variables) {
    AwsProfile profile = AwsProfile.choose(settings.profile(), variables, AwsFiles.of(variables));
    S3Environment environment = S3Environment.of(variables, profile);
    return new S3Connection(
        settings,
        runtime,
        environment,
        S3Credentials.of(settings, environment, profile),
        sdk ->
            sdk.defaultProfileFile(profile.files().current()).defaultProfileName(profile.name()));
  }

  /// The same with these keys rather than the environment's.
  public static S3Connection open(S3Settings settings, S3Runtime runtime, S3Keys keys) {
    return open(
        settings,
        runtime,
        S3Environment.ofProcess(settings.profile()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())));
  }

  static S3Connection open(
      S3Settings settings,
      S3Runtime runtime,
      S3Environment environment,
      AwsCredentialsProvider credentials) {
    return new S3Connection(settings, runtime, environment, credentials, _ -> {});
  }

  private static S3Client sdkClient(
      SdkHttpClient http,
      S3Endpoint endpoint,
      AwsCredentialsProvider credentials,
      Consumer<ClientOverrideConfiguration.Builder> profile) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .region(endpoint.region())
            .credentialsProvider(credentials)
            .forcePathStyle(endpoint.pathStyle())
            .crossRegionAccessEnabled(endpoint.url() == null)
            .disableS3ExpressSessionAuth(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 ->
                s3.chunkedEncodingEnabled(false)
                    .expectContinueEnabled(true)
                    .expectContinueThresholdInBytes(EXPECT_CONTINUE_ABOVE_BYTES))
            .overrideConfiguration(o -> {
              profile.accept(o);
              o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                  .addExecutionInterceptor(new BoundedAnswers())
                  .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "sluice");
            })
            .addPlugin(
                LegacyMd5Plugin.create()); // Content-MD5 where a request must have a checksum
    if (endpoint.url() != null) {
      builder.endpointOverride(endpoint.url());
    }
    return builder.build();
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

  private SdkHttpClient httpClient(
      S3Settings settings, @Nullable URI proxy, TrustManager @Nullable [] trust) {
    SdkHostNames names = new SdkHostNames();
    waits.add(names::unanswered);
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            // Twice the permits: a body read from the service while it is sent takes a second one.
            .maxConnections(2 * settings.maxConcurrency())
            .connectionAcquisitionTimeout(READ_TIMEOUT)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .connectionMaxIdleTime(MAX_IDLE)
            .tcpKeepAlive(true)
            .dnsResolver(names)
            .proxyConfiguration(EnvironmentProxy.configuration(proxy));
    if (trust != null) {
      builder.tlsTrustManagersProvider(() -> trust);
    }
    return builder.build();
  }

  S3Client client() {
    return client.get();
  }

  S3Api api() {
    return api;
  }

  S3Calls calls() {
    return calls;
  }

  S3Runtime runtime() {
    return runtime;
  }

  String region() {
    return region;
  }

  /// The service, under one name for all of which it is known that they are the same.
  String placeName() {
    return placeName;
  }

  Identity identity() {
    return identity;
  }

  /// What is known of the service's ETags.
  OddETags oddETags() {
    return oddETags;
  }

  /// Whether to ask the service to verify contents by checksums that find accidents only: where
  /// nobody can change anything on the way, over TLS and to this machine's own loopback.
  boolean asksForChecksums() {
    return asksForChecksums;
  }

  /// The service has refused to.
  void askForNoChecksums() {
    asksForChecksums = false;
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
  public boolean serves(S3Settings settings) {
    return serves(settings, S3Environment.ofProcess());
  }

  /// The same in another environment than this process's.
  ///
  /// @param variables environment variables by name; null where one is not set
  public boolean serves(S3Settings settings, UnaryOperator<@Nullable String> variables) {
    AwsProfile profile = AwsProfile.choose(settings.profile(), variables, AwsFiles.of(variables));
    S3Endpoint endpoint = S3Endpoint.of(settings, S3Environment.of(variables, profile));
    return endpoint.identity(settings).equals(identity) && endpoint.region().id().equals(region);
  }

  /// What has been sent so far.
  public S3Figures figures() {
    return calls.figures();
  }

  /// What the service, and whoever else a request needs, has not answered for `atLeast`. To be
  /// asked again and again, by one thread; never blocks.
  public List<Unanswered> unanswered(Duration atLeast) {
    return waits.stream().flatMap(wait -> wait.apply(atLeast).stream()).toList();
  }

  /// Closes the client and its idle connections. Never throws.
  @Override
  public void close() {
    calls.close();
    api.close();
    client.ifMade(S3Client::close);
    http.ifMade(SdkHttpClient::close);
  }
}
