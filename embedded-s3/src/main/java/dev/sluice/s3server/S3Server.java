package dev.sluice.s3server;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.access.BucketPolicy;
import dev.sluice.s3server.auth.Credentials;
import dev.sluice.s3server.auth.RequestVerifier;
import dev.sluice.s3server.auth.SignatureVerifier;
import dev.sluice.s3server.http.ChannelLayer;
import dev.sluice.s3server.http.HttpListener;
import dev.sluice.s3server.http.TrafficBytes;
import dev.sluice.s3server.ops.ServerOptions;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.service.S3Service;
import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Buckets;
import dev.sluice.s3server.store.dropping.DroppingBodyStore;
import dev.sluice.s3server.store.kept.FolderBodyStore;
import dev.sluice.s3server.store.kept.MemoryBodyStore;
import dev.sluice.s3server.tls.TlsLayer;
import dev.sluice.s3server.traffic.FaultRules;
import dev.sluice.s3server.traffic.RequestCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A running S3 server. Listens on 127.0.0.1 until it is closed.
///
/// The methods on buckets and objects work past HTTP: they are neither authenticated nor counted,
/// and no fault touches them. They throw `NoSuchElementException` for buckets and objects that do
/// not exist. Thread-safe.
public final class S3Server implements AutoCloseable {

  private final HttpListener listener;
  private final boolean overTls;
  private final BodyStore bodies;
  private final BucketAccess buckets;
  private final RequestCounters counters;
  private final FaultRules faults;
  private final AtomicBoolean closed = new AtomicBoolean();

  private S3Server(
      HttpListener listener,
      boolean overTls,
      BodyStore bodies,
      BucketAccess buckets,
      RequestCounters counters,
      FaultRules faults) {
    this.listener = listener;
    this.overTls = overTls;
    this.bodies = bodies;
    this.buckets = buckets;
    this.counters = counters;
    this.faults = faults;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Where clients reach it, such as `http://127.0.0.1:40123`.
  public URI endpoint() {
    return URI.create((overTls ? "https" : "http") + "://127.0.0.1:" + listener.port());
  }

  public int port() {
    return listener.port();
  }

  /// What the server was asked for, by operation.
  public RequestCounters requests() {
    return counters;
  }

  /// Faults, to be added and removed at any time.
  public FaultRules faults() {
    return faults;
  }

  /// Makes a bucket of any name, without ACL, policy or versioning.
  ///
  /// @throws IllegalStateException if there is one of that name
  public void createBucket(String bucket) {
    buckets.create(bucket);
  }

  /// Makes a bucket of objects that are computed, any number of them, such as
  /// `name=flat,keys=100000000,pattern=img%09d.jpg,size=4096`; what is written into it shows among
  /// them.
  ///
  /// @throws IllegalArgumentException if the description makes no sense; the message says why
  public void createComputedBucket(String description) {
    buckets.createComputed(description);
  }

  /// From now on whatever is written to a bucket is kept under a key of KMS, so that its ETag is no
  /// MD5 of its content.
  public void encryptWithKms(String bucket) {
    buckets.encryptWithKms(bucket);
  }

  public void put(String bucket, String key, byte[] content) {
    buckets.put(bucket, key, content, Map.of());
  }

  /// Has a bucket keep what is overwritten or deleted, from now on.
  public void keepVersions(String bucket) {
    buckets.keepVersions(bucket, true);
  }

  /// Has a bucket keep no more versions than it has.
  public void suspendVersions(String bucket) {
    buckets.keepVersions(bucket, false);
  }

  /// Keeps the version of an object that is seen now from being deleted by its id, as a legal hold
  /// does.
  public void hold(String bucket, String key) {
    buckets.hold(bucket, key);
  }

  /// Puts an object with user metadata.
  ///
  /// @param metadata by name without `x-amz-meta-`, names in lower case
  public void put(String bucket, String key, byte[] content, Map<String, String> metadata) {
    buckets.put(bucket, key, content, metadata);
  }

  /// Gives what is seen under a key the access control list of a name, such as `public-read`.
  public void acl(String bucket, String key, String name) {
    buckets.acl(bucket, key, Acl.canned(name));
  }

  /// Gives what is seen under a key another access control list.
  public void acl(String bucket, String key, Acl acl) {
    buckets.acl(bucket, key, acl);
  }

  /// Gives a bucket the access control list of a name.
  public void bucketAcl(String bucket, String name) {
    buckets.require(bucket).acl(Acl.canned(name));
  }

  /// Sets one of a bucket's sub-resources, such as `publicAccessBlock`, to a document.
  public void configure(String bucket, String subResource, String document) {
    buckets.require(bucket).settings().put(subResource, document);
  }

  /// Has a bucket's owner own every object, so that access control lists have no effect.
  public void enforceOwner(String bucket) {
    configure(
        bucket,
        "ownershipControls",
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
            + "</OwnershipControls>");
  }

  /// Sets a bucket's policy.
  public void policy(String bucket, String document) {
    buckets.require(bucket).policy(BucketPolicy.parse(document, bucket));
  }

  public byte[] get(String bucket, String key) {
    return buckets.get(bucket, key);
  }

  /// Deletes a key, as DeleteObject does.
  ///
  /// @return whether there was such an object
  public boolean delete(String bucket, String key) {
    return buckets.delete(bucket, key);
  }

  public ObjectInfo head(String bucket, String key) {
    return buckets.head(bucket, key);
  }

  /// What is known of an object; null when there is none.
  public @Nullable ObjectInfo find(String bucket, String key) {
    return buckets.find(bucket, key);
  }

  /// All keys of a bucket in UTF-8 byte order, as listings have them.
  public List<String> keys(String bucket) {
    return buckets.keys(bucket);
  }

  /// The names of all buckets in order.
  public List<String> bucketNames() {
    return buckets.names();
  }

  /// Multipart uploads that were begun and neither completed nor aborted, by key.
  public List<OpenUpload> openMultipartUploads(String bucket) {
    return buckets.openUploads(bucket);
  }

  /// Closes all connections and gives back what the server keeps on disk. Closing it again does
  /// nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (bodies;
        listener) {
      // Both are closed, the listener first.
    } catch (IOException e) {
      throw new UncheckedIOException("the server could not be closed in full", e);
    }
  }

  /// Sets a server up. Without any call it has one credential pair (`access`, `secret`), keeps
  /// objects in memory and listens on a free port.
  public static final class Builder {
    private final List<Credentials> credentials = new ArrayList<>();
    private final List<String> domains = new ArrayList<>(List.of("localhost"));
    private Clock clock = Clock.systemUTC();
    private Storage storage = Storage.inMemory();
    private int port;
    private @Nullable SSLContext tls;
    private @Nullable String region;
    private boolean closedBuckets;
    private boolean unsigned;
    private long minPartBytes = ServerOptions.S3_MIN_PART_BYTES;

    private Builder() {}

    /// Adds a credential pair; may be called several times.
    public Builder credentials(String accessKey, String secretKey) {
      credentials.add(new Credentials(accessKey, secretKey, null));
      return this;
    }

    /// Adds temporary credentials; requests must carry the token.
    public Builder credentials(String accessKey, String secretKey, String sessionToken) {
      credentials.add(new Credentials(accessKey, secretKey, sessionToken));
      return this;
    }

    /// The server's clock: dates of objects, and what the time of requests is checked against.
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    public Builder storage(Storage newStorage) {
      storage = newStorage;
      return this;
    }

    /// The port to listen on; 0, the default, is any free one.
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /// Speaks TLS; by default the server speaks plain HTTP.
    ///
    /// @param context has the server's certificate
    public Builder tls(SSLContext context) {
      tls = context;
      return this;
    }

    /// Refuses requests that are signed for another region. By default any region will do.
    public Builder region(String onlyRegion) {
      region = onlyRegion;
      return this;
    }

    /// Takes every request for the owner's without looking at its signature, and answers what a
    /// measurement asks (`/_bench/counters`, `/_bench/reset`, `/_bench/empty`).
    public Builder forMeasuring() {
      unsigned = true;
      return this;
    }

    /// Adds a domain under which buckets may be named by host, as `bucket.domain`; `localhost` is
    /// always one.
    public Builder domain(String domain) {
      domains.add(domain);
      return this;
    }

    /// Gives buckets that clients create what AWS gives them: ACLs are off (BucketOwnerEnforced)
    /// and public access is blocked. By default a new bucket has neither.
    public Builder newBucketsLikeAws() {
      closedBuckets = true;
      return this;
    }

    /// Takes parts of at least so many bytes in place of 5 MiB, so that tests of many parts can be
    /// small.
    public Builder minPartBytes(long bytes) {
      minPartBytes = bytes;
      return this;
    }

    /// Starts the server; it answers when this returns.
    ///
    /// @throws IOException if the port cannot be listened on or the folder cannot be made
    public S3Server start() throws IOException {
      if (credentials.isEmpty()) {
        credentials("access", "secret");
      }
      BodyStore bodies =
          switch (storage) {
            case Storage.InMemory _ -> new MemoryBodyStore();
            case Storage.InFolder(Path folder) -> new FolderBodyStore(folder);
            case Storage.Dropping(long kept, long memory, Path folder) ->
                new DroppingBodyStore(kept, memory, folder);
          };
      TrafficBytes traffic = new TrafficBytes();
      RequestCounters counters = new RequestCounters(traffic);
      FaultRules faults = new FaultRules();
      Buckets buckets = new Buckets();
      String answeredRegion = region == null ? "us-east-1" : region;
      ServerOptions options =
          new ServerOptions(domains, answeredRegion, closedBuckets, minPartBytes);
      ServerState state = new ServerState(buckets, bodies, clock, options);
      RequestVerifier verifier =
          unsigned ? RequestVerifier.unsigned() : new SignatureVerifier(credentials, clock, region);
      S3Service service = new S3Service(state, verifier, counters, faults);
      try {
        HttpListener listener =
            HttpListener.start(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                unsigned ? new ControlPages(service, buckets, counters) : service,
                threads(bodies),
                traffic,
                tls == null ? ChannelLayer.NONE : new TlsLayer(tls));
        return new S3Server(
            listener,
            tls != null,
            bodies,
            new BucketAccess(buckets, bodies, clock),
            counters,
            faults);
      } catch (IOException e) {
        bodies.close();
        throw e;
      }
    }

    /// File calls hold the carrier of a virtual thread, so connections that make them get platform
    /// threads.
    private static ThreadFactory threads(BodyStore bodies) {
      return bodies.usesFiles()
          ? Thread.ofPlatform().name("s3server-", 0).daemon(true).factory()
          : Thread.ofVirtual().name("s3server-", 0).factory();
    }
  }
}
