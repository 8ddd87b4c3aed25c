package dev.sluice.store.s3;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.PartPlan;
import dev.sluice.s3server.S3Server;
import dev.sluice.store.ContentReader;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Environment;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.http.TestTls;
import dev.sluice.store.s3.object.MultipartSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A server of its own with a bucket, and connections to it whose pauses take no time.
public final class EmbeddedS3 implements AutoCloseable {

  static final String BUCKET = "bucket";

  /// Parts from 1 MiB, so that tests of many parts stay small; the embedded server asks for 5 MiB.
  public static final MultipartSizes SMALL_SIZES =
      new MultipartSizes(1 << 20, new PartPlan(5 << 20), 6 << 20, new PartPlan(5 << 20));

  final S3Server server;
  final FakeTime time = new FakeTime();
  final BlockingIo cpu = BlockingIo.forCpu();
  private final List<S3Connection> open = new ArrayList<>();

  private final ClientKind kind;

  public EmbeddedS3() throws IOException {
    this(ClientKind.LIGHT);
  }

  public EmbeddedS3(ClientKind kind) throws IOException {
    this(kind, S3Server.builder().credentials("ak", "sk"));
  }

  public EmbeddedS3(S3Server.Builder builder) throws IOException {
    this(ClientKind.LIGHT, builder);
  }

  public EmbeddedS3(ClientKind kind, S3Server.Builder builder) throws IOException {
    this.kind = kind;
    server = builder.start();
    server.createBucket(BUCKET);
  }

  /// Over TLS, with a certificate that the connections are told to trust.
  static EmbeddedS3 overTls(ClientKind kind) throws IOException {
    return new EmbeddedS3(kind, builder(true));
  }

  /// A server that knows the keys of the connections.
  static S3Server.Builder builder(boolean overTls) {
    S3Server.Builder builder = S3Server.builder().credentials("ak", "sk");
    return overTls ? builder.tls(TestTls.server()) : builder;
  }

  /// For a static field.
  static EmbeddedS3 unchecked(ClientKind kind) {
    try {
      return new EmbeddedS3(kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same over TLS.
  static EmbeddedS3 uncheckedOverTls(ClientKind kind) {
    try {
      return overTls(kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// This process's environment, with the client chosen and the tests' authority trusted.
  static S3Environment environment(ClientKind kind) {
    String chosen =
        switch (kind) {
          case LIGHT -> "light";
          case LIGHT_OVER_SDK_HTTP -> "light-over-sdk-http";
          case SDK -> "sdk";
        };
    S3Environment process = S3Environment.ofProcess(null);
    return new S3Environment(
        name -> {
          String outside = process.variables().apply(name);
          if (ClientKind.VARIABLE.equals(name)) {
            return chosen;
          }
          return "AWS_CA_BUNDLE".equals(name) ? TestTls.pemOr(outside) : outside;
        },
        process.properties());
  }

  S3Service service() {
    return S3Service.OF_ENVIRONMENT.at(server.endpoint());
  }

  public static S3Prefix at(String prefix) {
    return new S3Prefix(BUCKET, prefix);
  }

  public S3Connection connect() {
    return connect(service(), new S3Keys("ak", "sk"));
  }

  public S3Connection connect(S3Service service, S3Keys keys) {
    return connect(service, keys, ServiceObserver.SILENT);
  }

  S3Connection connect(ServiceObserver observer) {
    return connect(service(), new S3Keys("ak", "sk"), observer);
  }

  private S3Connection connect(S3Service service, S3Keys keys, ServiceObserver observer) {
    S3Connection connection =
        S3Connection.open(
            service,
            new S3Runtime(time, new Random(1), RetryPolicy.DEFAULT, cpu, observer),
            environment(kind),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())));
    open.add(connection);
    return connection;
  }

  S3Store store(String prefix) {
    return store(service(), at(prefix));
  }

  S3Store store(S3Service service, S3Prefix at) {
    S3Connection connection = connect(service, new S3Keys("ak", "sk"));
    return new S3Store(connection, at, S3WriteOptions.DEFAULT, SMALL_SIZES);
  }

  /// A store that writes and copies in parts of other sizes.
  public static Store store(
      S3Connection connection, S3Prefix at, S3WriteOptions options, MultipartSizes sizes) {
    return new S3Store(connection, at, options, sizes);
  }

  void put(String key, String content) {
    server.put(BUCKET, key, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static List<Entry> list(Store store) throws StoreException, InterruptedException {
    return list(store, KeyRange.all());
  }

  static List<Entry> list(Store store, KeyRange range) throws StoreException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
      Listed next;
      while ((next = cursor.next()) != null) {
        entries.add((Entry) next);
      }
    }
    return entries;
  }

  static List<String> keys(List<Entry> entries) {
    return entries.stream().map(entry -> entry.key().value()).toList();
  }

  static Entry entry(Store store, String key) throws StoreException, InterruptedException {
    return store.find(Key.of(key)).orElseThrow();
  }

  static StoredContent write(Store store, String key, ContentReader content)
      throws StoreException, InterruptedException {
    return store.write(
        new WriteSpec(Key.of(key), content.sizeBytes(), Fingerprint.UNREAD), content);
  }

  static byte[] read(Store store, Entry entry) throws StoreException, InterruptedException {
    byte[] content = new byte[Math.toIntExact(entry.sizeBytes())];
    try (ContentReader reader = store.open(entry)) {
      reader.read(0, content, 0, content.length);
    }
    return content;
  }

  @Override
  public void close() {
    for (S3Connection connection : open) {
      connection.close();
    }
    server.close();
    cpu.close();
  }
}
