package dev.sluice.store.s3.sdk;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.s3.config.EnvironmentProxy;
import dev.sluice.store.s3.config.Lazy;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.http.Deadlines;
import dev.sluice.store.s3.http.WatchedHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
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

/// The SDK's clients for one service, each made when it is first asked for: most runs need none.
/// Thread-safe.
public final class SdkClients implements AutoCloseable {

  /// Above this a body waits for the server's word before it is sent.
  private static final long EXPECT_CONTINUE_ABOVE_BYTES = 2 << 20;

  /// How the service is reached.
  ///
  /// @param endpoint where it is
  /// @param proxy the proxy on the way; null for none
  /// @param trust whom to trust; null for the platform's own authorities
  /// @param maxConnections how many connections may be open at once
  /// @param deadlines how long to wait for what
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Way(
      S3Endpoint endpoint,
      @Nullable URI proxy,
      TrustManager @Nullable [] trust,
      int maxConnections,
      Deadlines deadlines) {}

  private final Lazy<SdkHttpClient> http;
  private final Lazy<S3Client> client;
  private final Lazy<S3Client> usual;

  /// All by which it may be kept waiting.
  private final List<Function<Duration, List<Unanswered>>> waits = new CopyOnWriteArrayList<>();

  /// @param profile tells the SDK which profile counts
  /// @param check refuses a service to which there is no way, before a client is made
  public SdkClients(
      Way way,
      AwsCredentialsProvider credentials,
      Consumer<ClientOverrideConfiguration.Builder> profile,
      Runnable check) {
    this.http =
        new Lazy<>(() ->
            configured(() -> {
              WatchedHttpClient watched = new WatchedHttpClient(httpClient(way), way.deadlines());
              waits.add(watched::unanswered);
              return watched;
            }));
    this.client =
        new Lazy<>(() -> {
          check.run();
          return configured(
              () -> own(builder(http.get(), way.endpoint(), credentials, profile)).build());
        });
    this.usual =
        new Lazy<>(() -> {
          check.run();
          return configured(
              () -> builder(http.get(), way.endpoint(), credentials, profile).build());
        });
  }

  /// Sends what the SDK, or whoever else knows its interface, asks for.
  public Supplier<SdkHttpClient> http() {
    return http;
  }

  /// The SDK's client of S3.
  public Supplier<S3Client> s3() {
    return client;
  }

  /// The SDK's client of S3 that sends checksums as AWS tools do by themselves: to see whether a
  /// service takes them.
  public Supplier<S3Client> asUsual() {
    return usual;
  }

  /// What has not been answered for `atLeast`. Never blocks.
  public List<Unanswered> unanswered(Duration atLeast) {
    return waits.stream().flatMap(wait -> wait.apply(atLeast).stream()).toList();
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

  private static S3ClientBuilder own(S3ClientBuilder builder) {
    return builder
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(s3 ->
            s3.chunkedEncodingEnabled(false)
                .expectContinueEnabled(true)
                .expectContinueThresholdInBytes(EXPECT_CONTINUE_ABOVE_BYTES))
        .addPlugin(LegacyMd5Plugin.create()); // Content-MD5 where a request must have a checksum
  }

  private static S3ClientBuilder builder(
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
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
            .overrideConfiguration(o -> {
              profile.accept(o);
              o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                  .addExecutionInterceptor(new BoundedAnswers())
                  .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "sluice");
            });
    if (endpoint.url() != null) {
      builder.endpointOverride(endpoint.url());
    }
    return builder;
  }

  private SdkHttpClient httpClient(Way way) {
    SdkHostNames names = new SdkHostNames();
    waits.add(names::unanswered);
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            .maxConnections(way.maxConnections())
            .connectionAcquisitionTimeout(way.deadlines().progress())
            .connectionTimeout(way.deadlines().connect())
            .socketTimeout(way.deadlines().progress())
            .connectionMaxIdleTime(way.deadlines().idle())
            .tcpKeepAlive(true)
            .dnsResolver(names)
            .proxyConfiguration(EnvironmentProxy.configuration(way.proxy()));
    TrustManager[] trust = way.trust();
    if (trust != null) {
      builder.tlsTrustManagersProvider(() -> trust);
    }
    return builder.build();
  }

  /// Closes what was made. Never throws.
  @Override
  public void close() {
    client.ifMade(S3Client::close);
    usual.ifMade(S3Client::close);
    http.ifMade(SdkHttpClient::close);
  }
}
