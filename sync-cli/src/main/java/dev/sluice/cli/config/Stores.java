package dev.sluice.cli.config;

import dev.sluice.engine.Resolver;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.CancellableTime;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.flow.RunLock;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.location.StoreOpener;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.model.stat.FileStat;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.LocalDoctor;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalScheme;
import dev.sluice.store.local.LocalStat;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.s3.S3Addresses;
import dev.sluice.store.s3.S3Anybody;
import dev.sluice.store.s3.S3BucketAccess;
import dev.sluice.store.s3.S3BucketSettings;
import dev.sluice.store.s3.S3Buckets;
import dev.sluice.store.s3.S3Connection;
import dev.sluice.store.s3.S3Doctor;
import dev.sluice.store.s3.S3Scheme;
import dev.sluice.store.s3.S3Stat;
import dev.sluice.store.s3.S3Store;
import dev.sluice.store.s3.S3Uploads;
import dev.sluice.store.s3.S3Visitor;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Opens the stores of one invocation and owns what they share: connections and threads. Used by
/// one thread; the stores are as thread-safe as stores are.
public final class Stores implements StoreOpener, AutoCloseable {

  /// How stores are opened.
  ///
  /// @param source the source's way to S3
  /// @param destination the destination's
  /// @param followSymlinks whether a local source's symbolic links are followed
  /// @param written how objects are written
  /// @param workers transfers at once, which is requests at once too
  /// @param temporaryFolder where what does not fit into memory is kept
  /// @param cache how files are remembered
  /// @param target names what files are sent to; empty where nothing is
  /// @param origin names what they come from; empty where nothing does
  public record Settings(
      S3Access source,
      S3Access destination,
      boolean followSymlinks,
      S3WriteOptions written,
      int workers,
      Path temporaryFolder,
      HashCaches.Settings cache,
      String target,
      String origin) {

    /// For reading one location.
    public static Settings reading(S3Access access) {
      return new Settings(
          access,
          access,
          false,
          S3WriteOptions.DEFAULT,
          S3Service.DEFAULT_CONCURRENCY,
          TemporaryFolder.ofSystem(),
          HashCaches.Settings.OFF,
          "",
          "");
    }

    /// The same with so many requests at once, and another temporary folder.
    public Settings with(int newWorkers, Path newTemporaryFolder) {
      return new Settings(
          source,
          destination,
          followSymlinks,
          written,
          newWorkers,
          newTemporaryFolder,
          cache,
          target,
          origin);
    }
  }

  private final Settings settings;
  private final Capacity capacity;
  private final Time time;
  private final Descriptors descriptors;
  private final UnaryOperator<@Nullable String> variables;
  private final ServiceObserver observer;

  /// One for each side: a disk that hangs must not stop the other.
  private final Map<Side, BlockingIo> files = new ConcurrentHashMap<>();

  private final BlockingIo cpu = BlockingIo.forCpu();
  private final RunLock runLock;

  /// Null until a local root is opened.
  private @Nullable HashCaches caches;

  private final List<S3Connection> connections = new CopyOnWriteArrayList<>();
  private @Nullable UnansweredWatch watch;

  /// @param settings how stores are opened
  /// @param capacity how much they may do at once
  /// @param cancellation by which the end is asked for, which no pause between attempts outlasts
  /// @param variables environment variables by name; null where one is not set
  /// @param observer is told when a service does not answer, or there are no descriptors left; and
  ///   with [#watch] of single calls
  public Stores(
      Settings settings,
      Capacity capacity,
      Cancellation cancellation,
      UnaryOperator<@Nullable String> variables,
      ServiceObserver observer) {
    this.settings = settings;
    this.capacity = capacity;
    this.observer = observer;
    this.time = new CancellableTime(Time.SYSTEM, cancellation);
    this.descriptors = new Descriptors(time, observer::warning);
    this.variables = variables;
    this.runLock = RunLock.in(StateFolder.runs(variables));
  }

  @Override
  public Store open(Location root, Side side) throws UsageException, StoreException {
    return StoreKind.open(this, root, side);
  }

  /// By which locations become stores of this invocation.
  public Resolver resolver() {
    return new Resolver(StoreKind.SCHEMES, this);
  }

  Store local(Location root, Side side) throws UsageException, StoreException {
    LocalOptions options =
        switch (side) {
          case SOURCE -> LocalOptions.SOURCE.withFollowSymlinks(settings.followSymlinks());
          case DESTINATION -> LocalOptions.DESTINATION;
        };
    Path path = LocalScheme.path(root);
    return LocalStore.open(
        path,
        options
            .withHashes(caches().of(path, counterpart(side)))
            .withTemporaryFolder(settings.temporaryFolder())
            .withRunLock(runLock)
            .withDescriptors(descriptors),
        files(side),
        cpu);
  }

  /// The other side, where it is and by which way.
  private String counterpart(Side side) {
    return switch (side) {
      case SOURCE -> settings.target() + " " + settings.destination();
      case DESTINATION -> settings.origin() + " " + settings.source();
    };
  }

  private HashCaches caches() {
    HashCaches opened = caches;
    if (opened == null) {
      opened =
          new HashCaches(
              settings.cache(), settings.temporaryFolder(), Time.SYSTEM, observer::warning);
      caches = opened;
    }
    return opened;
  }

  /// The threads for one side's files.
  BlockingIo files(Side side) {
    return files.computeIfAbsent(
        side,
        each ->
            new BlockingIo(
                "sluice-files-" + each.name().toLowerCase(Locale.ROOT), capacity.fileThreads()));
  }

  /// By which whatever is opened is opened.
  public Descriptors descriptors() {
    return descriptors;
  }

  /// Where what does not fit into memory is kept.
  public Path temporaryFolder() {
    return settings.temporaryFolder();
  }

  Store s3(Location root, Side side) throws StoreException {
    boolean writes = side == Side.DESTINATION;
    return new S3Store(
        connection(side, root.authority()),
        S3Scheme.prefix(root),
        writes ? settings.written() : S3WriteOptions.DEFAULT);
  }

  /// All objects of a bucket at the source's service whose keys begin so, by their whole keys.
  public Store objects(String bucket, String beginning) throws StoreException {
    return new S3Store(
        connection(Side.SOURCE, bucket),
        S3Prefix.ofBeginning(bucket, beginning),
        S3WriteOptions.DEFAULT);
  }

  /// All objects at the source's service whose keys begin as a location does, by keys relative to
  /// its last slash.
  public Store beginning(Location at) throws StoreException {
    return new S3Store(
        connection(Side.SOURCE, at.authority()), S3Scheme.beginning(at), S3WriteOptions.DEFAULT);
  }

  /// The unfinished uploads at a location of the source's service.
  public S3Uploads uploads(Location at) throws StoreException {
    return new S3Uploads(connection(Side.SOURCE, at.authority()), S3Scheme.beginning(at));
  }

  /// All that the source's service tells of single objects of a bucket.
  public S3Stat stat(String bucket) throws StoreException {
    return new S3Stat(connection(Side.SOURCE, bucket), bucket);
  }

  /// What is known of a file of this machine.
  ///
  /// @param caches the folder of all hash caches; null for none
  public FileStat stat(Path path, @Nullable Path caches)
      throws StoreException, InterruptedException {
    return LocalStat.of(path, caches, files(Side.SOURCE));
  }

  /// Who may do what with a bucket of the source's service.
  public S3BucketAccess access(String bucket) throws StoreException {
    return new S3BucketAccess(connection(Side.SOURCE, bucket), bucket);
  }

  /// What a bucket of the source's service has set.
  public S3BucketSettings settings(String bucket) throws StoreException {
    return new S3BucketSettings(connection(Side.SOURCE, bucket), bucket);
  }

  /// What asks for objects of such a bucket as somebody's browser does.
  public S3Visitor visitor(String bucket) throws StoreException {
    return new S3Visitor(connection(Side.SOURCE, bucket), bucket);
  }

  /// The same service as anybody can ask it.
  public S3Anybody anybody(String bucket) {
    S3Service own = service(Side.SOURCE);
    S3Service unsigned =
        new S3Service(own.profile(), own.endpointUrl(), own.region(), true, own.maxConcurrency());
    return new S3Anybody(openOrShared(unsigned, retries(Side.SOURCE, RetryPolicy.DEFAULT)), bucket);
  }

  /// The buckets of the source's service.
  public S3Buckets buckets() throws StoreException {
    return new S3Buckets(connection(Side.SOURCE, "any"));
  }

  /// What signs addresses of objects under a prefix.
  public S3Addresses addresses(Location root, S3Addresses.Terms terms) throws StoreException {
    return new S3Addresses(connection(Side.SOURCE, root.authority()), S3Scheme.prefix(root), terms);
  }

  /// Looks at a bucket of the source's service, with less patience than a run has.
  public S3Doctor doctor(Location root) {
    return new S3Doctor(
        () -> openOrShared(service(Side.SOURCE), retries(Side.SOURCE, RetryPolicy.BRIEF)),
        S3Scheme.prefix(root),
        Clock.systemUTC());
  }

  /// Looks at a local folder.
  public LocalDoctor localDoctor(Location root) throws UsageException {
    return new LocalDoctor(LocalScheme.path(root), files(Side.SOURCE), Clock.systemUTC());
  }

  private S3Service service(Side side) {
    S3Access access = access(side);
    return new S3Service(
        access.profile(),
        access.endpointUrl(),
        access.region(),
        access.anonymous(),
        Math.min(settings.workers(), capacity.transfers()));
  }

  private S3Access access(Side side) {
    return switch (side) {
      case SOURCE -> settings.source();
      case DESTINATION -> settings.destination();
    };
  }

  private S3Connection connection(Side side, String bucket) throws StoreException {
    try {
      S3Connection connection = openOrShared(service(side), retries(side, RetryPolicy.DEFAULT));
      connection.checkRoute(bucket);
      return connection;
    } catch (MisconfiguredException e) {
      throw new StoreException(StoreException.Kind.MISCONFIGURED, e.getMessage(), e);
    }
  }

  private RetryPolicy retries(Side side, RetryPolicy usual) {
    Duration retryFor = access(side).retryFor();
    return retryFor == null ? usual : usual.withOutage(retryFor);
  }

  private S3Connection openOrShared(S3Service wanted, RetryPolicy retries) {
    for (S3Connection open : connections) {
      if (open.serves(wanted, variables)) {
        return open;
      }
    }
    S3Runtime runtime =
        new S3Runtime(time, new Random(), retries, cpu, observer, runLock, descriptors);
    S3Connection opened = S3Connection.open(wanted, runtime, variables);
    connections.add(opened);
    return opened;
  }

  /// From now on the observer is told what the stores have not been answered for long.
  ///
  /// @return to be closed when somebody else tells; closing the stores closes it too
  public UnansweredWatch watch() {
    UnansweredWatch started =
        new UnansweredWatch(this::unanswered, observer::unanswered).start(Time.SYSTEM);
    watch = started;
    return started;
  }

  private List<Unanswered> unanswered(Duration atLeast) {
    List<Unanswered> found = new ArrayList<>();
    files.values().forEach(pool -> found.addAll(pool.unanswered(atLeast, Time.SYSTEM)));
    connections.forEach(connection -> found.addAll(connection.unanswered(atLeast)));
    return found;
  }

  @Override
  public void close() {
    UnansweredWatch started = watch;
    if (started != null) {
      started.close();
    }
    connections.forEach(S3Connection::close);
    HashCaches opened = caches;
    if (opened != null) {
      opened.close();
    }
    runLock.close();
    files.values().forEach(BlockingIo::close);
    cpu.close();
  }
}
