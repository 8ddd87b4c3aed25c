package dev.sluice.store.s3;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.flow.Time;
import dev.sluice.model.Checksum;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A real S3 server that `tools/test-servers` has started, found by the environment variable
/// `SLUICE_TEST_S3`: `name=url,accessKey,secretKey`, several parted by semicolons.
final class RealServer {

  private static final Map<String, Optional<RealServer>> SERVERS = new ConcurrentHashMap<>();

  private final URI endpoint;
  private final String bucket;
  private final S3Keys keys;
  private final Map<ClientKind, S3Connection> connections = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  private RealServer(URI endpoint, S3Keys keys) {
    this.endpoint = endpoint;
    this.bucket = "contract-" + Long.toHexString(System.nanoTime());
    this.keys = keys;
  }

  private S3Connection connection(ClientKind kind) {
    return connections.computeIfAbsent(
        kind,
        _ ->
            S3Connection.open(
                S3Service.OF_ENVIRONMENT.at(endpoint),
                new S3Runtime(Time.SYSTEM, new Random(1), RetryPolicy.DEFAULT, BlockingIo.forCpu()),
                EmbeddedS3.environment(kind),
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()))));
  }

  /// Whether the server of this name is running.
  static boolean isRunning(String name) {
    return SERVERS.computeIfAbsent(name, RealServer::find).isPresent();
  }

  /// The server of this name, or a test that is not run and says so.
  static RealServer named(String name) {
    Optional<RealServer> server = SERVERS.computeIfAbsent(name, RealServer::find);
    Assumptions.assumeTrue(server.isPresent(), () -> name + " is not running here");
    return server.orElseThrow();
  }

  private static Optional<RealServer> find(String name) {
    String all = System.getenv().getOrDefault("SLUICE_TEST_S3", "");
    for (String one : all.split(";", -1)) {
      if (one.startsWith(name + "=")) {
        String[] parts = one.substring(name.length() + 1).split(",", -1);
        RealServer server = at(URI.create(parts[0]), new S3Keys(parts[1], parts[2]));
        System.out.println("The contract runs on " + name + ".");
        return Optional.of(server);
      }
    }
    System.out.println(
        "The contract does NOT run on "
            + name
            + ": start it with tools/test-servers and set SLUICE_TEST_S3.");
    return Optional.empty();
  }

  /// A server at an address, with a fresh bucket.
  static RealServer at(URI endpoint, S3Keys keys) {
    RealServer server = new RealServer(endpoint, keys);
    server.createBucket();
    return server;
  }

  private void createBucket() {
    try {
      new S3Buckets(connection(ClientKind.SDK)).create(bucket);
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A store that writes so, under a prefix that is given.
  S3Store store(String prefix, S3WriteOptions options, MultipartSizes sizes) {
    return new S3Store(connection(ClientKind.LIGHT), new S3Prefix(bucket, prefix), options, sizes);
  }

  /// The checksums that the server has of an object.
  List<Checksum> checksums(String key) throws IOException {
    return connection(ClientKind.LIGHT)
        .session()
        .api()
        .inspect(new InspectQuery(bucket, key, null, OptionalInt.empty()))
        .stored()
        .checksums();
  }

  /// A store under a prefix of its own.
  S3Store newStore() {
    return newStore(ClientKind.LIGHT);
  }

  /// The same, reached by this kind of client.
  S3Store newStore(ClientKind kind) {
    S3Prefix at = new S3Prefix(bucket, "store " + number.incrementAndGet() + "/");
    return new S3Store(connection(kind), at, S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
  }
}
