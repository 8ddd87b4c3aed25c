package dev.sluice.store.s3;

import dev.sluice.store.s3.S3Endpoint.Identity;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
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
  /// gigabytes is kept alive by white space.
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /// Servers close idle connections on their side; a request on one just closed is one retry.
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);

  /// Above this a body waits for the server's word before it is sent.
  private static final long EXPECT_CONTINUE_ABOVE_BYTES = 2 << 20;

  private final S3Runtime runtime;
  private final S3Calls calls;
  private final SdkHttpClient http;
  private final S3Client client;
  private final S3Api api;
  private final String region;
  private final Identity identity;

  private S3Connection(
      S3Runtime runtime,
      SdkHttpClient http,
      S3ClientBuilder builder,
      S3Endpoint endpoint,
      S3Settings settings) {
    this.runtime = runtime;
    this.calls = new S3Calls(runtime, settings.maxConcurrency());
    this.http = http;
    this.client = builder.build();
    this.api = new SdkApi(() -> client);
    this.region = endpoint.region().id();
    this.identity = endpoint.identity(settings);
  }

  /// Makes a connection for these settings' endpoint, credentials and concurrency; bucket and
  /// prefix do not matter to it.
  ///
  /// @throws IllegalArgumentException if the settings or the environment name what cannot be used
  ///   (no such profile, a CA bundle that cannot be read), in one line for the user
  public static S3Connection open(S3Settings settings, S3Runtime runtime) {
    return open(
        settings, runtime, S3Environment.ofProcess(settings.profile()), S3Credentials.of(settings));
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
    S3Endpoint endpoint = S3Endpoint.of(settings, environment);
    SdkHttpClient http = httpClient(settings, endpoint, environment);
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
            .overrideConfiguration(o ->
                o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "sluice"))
            .addPlugin(
                LegacyMd5Plugin.create()); // Content-MD5 where a request must have a checksum
    if (endpoint.url() != null) {
      builder.endpointOverride(endpoint.url());
    }
    return new S3Connection(runtime, http, builder, endpoint, settings);
  }

  private static SdkHttpClient httpClient(
      S3Settings settings, S3Endpoint endpoint, S3Environment environment) {
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            // Twice the permits: a body read from the service while it is sent takes a second one.
            .maxConnections(2 * settings.maxConcurrency())
            .connectionAcquisitionTimeout(READ_TIMEOUT)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .connectionMaxIdleTime(MAX_IDLE)
            .tcpKeepAlive(true)
            .proxyConfiguration(EnvironmentProxy.of(endpoint, environment));
    String bundle = environment.caBundle();
    if (!endpoint.isTls()) {
      // Reading the platform's authorities takes a good part of the start, and nothing needs them.
      builder.tlsTrustManagersProvider(() -> new TrustManager[0]);
    } else if (bundle != null) {
      builder.tlsTrustManagersProvider(CaBundle.load(bundle));
    }
    return builder.build();
  }

  S3Client client() {
    return client;
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

  Identity identity() {
    return identity;
  }

  /// Whether a store with these settings can use this connection: same endpoint, same credentials,
  /// same region.
  public boolean serves(S3Settings settings) {
    S3Endpoint endpoint = S3Endpoint.of(settings, S3Environment.ofProcess(settings.profile()));
    return endpoint.identity(settings).equals(identity) && endpoint.region().id().equals(region);
  }

  /// What has been sent so far.
  public S3Figures figures() {
    return calls.figures();
  }

  /// Closes the client and its idle connections. Never throws.
  @Override
  public void close() {
    client.close();
    http.close();
  }
}
