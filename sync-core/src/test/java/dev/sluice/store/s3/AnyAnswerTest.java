package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.traffic.RequestInfo;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.transfer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server whose answers have any one field absent, contradictory, huge, negative or in another
/// form: the destination is right, or the run says that it is not.
///
/// Each seed is a small run. To see one alone: `-Dsluice.answers.seed=N`.
class AnyAnswerTest {

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  /// How many answers of each kind are changed at least.
  int answersOfEachKind() {
    return 10_000;
  }

  private static final int STRIDE = 1_000_003;
  private static final SyncPolicy MIRROR =
      new SyncPolicy(
          Comparison.MD5,
          SyncPolicy.Mode.SYNC,
          new SyncPolicy.Deletion(true, OptionalLong.empty(), true, false));

  /// What the answer to the request that this thread serves will be.
  private static final ThreadLocal<@Nullable Mutation> NEXT = new ThreadLocal<>();

  private final LongAdder changed = new LongAdder();
  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> occurrences = new ConcurrentHashMap<>();
  private EmbeddedS3 s3;
  private S3Connection connection;
  private int buckets;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind(), S3Server.builder().credentials("ak", "sk"));
    connection = s3.connect();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  /// One run with answers changed by chance.
  private interface Run {
    void of(SplittableRandom random) throws Exception;
  }

  /// Runs seed after seed, until enough answers to `operation` were changed.
  private void runs(Operation operation, boolean carriedOut, Run run) throws Exception {
    Long only = Long.getLong("sluice.answers.seed");
    for (long seed = only == null ? 1 : only; changed.sum() < answersOfEachKind(); seed++) {
      done.clear();
      occurrences.clear();
      s3.server.faults().clear();
      change(operation, carriedOut, seed);
      try {
        run.of(new SplittableRandom(seed));
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + seed + ", " + operation + ": " + done, e);
      }
      if (only != null) {
        return;
      }
    }
  }

  /// Changes the first answers to some of the requests, and all answers to others.
  ///
  /// @param carriedOut whether what is asked is always done; else it is not, now and then, and the
  ///   answer is a page
  private void change(Operation operation, boolean carriedOut, long seed) {
    s3.server
        .faults()
        .on(operation)
        .where(request -> {
          Mutation mutation = mutation(request, seed);
          NEXT.set(mutation);
          return mutation != null && !carriedOut && mutation.isInstead();
        })
        .then(Fault.errorInBody("InternalError"));
    s3.server
        .faults()
        .on(operation)
        .where(_ -> NEXT.get() != null)
        .then(
            Fault.rewrite(answer -> {
              Mutation mutation = NEXT.get();
              if (mutation == null) {
                return answer;
              }
              changed.increment();
              var made = mutation.apply(answer);
              done.add(mutation.toString());
              return made;
            }));
  }

  private @Nullable Mutation mutation(RequestInfo request, long seed) {
    String target = request.key() + "?" + request.query();
    int number = occurrences.computeIfAbsent(target, _ -> new AtomicInteger()).incrementAndGet();
    SplittableRandom random = new SplittableRandom(STRIDE * seed + target.hashCode());
    int howMany = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(1, 4);
    return number <= howMany ? new Mutation(STRIDE * random.nextLong() + number) : null;
  }

  private String newBucket() {
    String name = "b" + buckets++;
    s3.server.createBucket(name);
    return name;
  }

  private S3Store store(String bucket) {
    S3Prefix at = new S3Prefix(bucket, "");
    return new S3Store(connection, at, S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
  }

  private static Map<String, byte[]> contents(SplittableRandom random, int count) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<String> odd = List.of("a b", "p%q", "c+d", "\u00e9", "\ufffd", "x&y", "z/", "q\"r");
    for (int i = 0; i < count; i++) {
      String name = i < odd.size() ? odd.get(i) : "k" + i;
      byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(1, 12)];
      random.nextBytes(content);
      contents.put(name, content);
    }
    return contents;
  }

  private static byte[] changed(SplittableRandom random, byte[] content) {
    return switch (content.length == 0 ? 1 : random.nextInt(4)) {
      case 0 -> new byte[0];
      case 1 -> "something else".getBytes(StandardCharsets.UTF_8);
      case 2 -> content;
      default -> {
        byte[] other = content.clone();
        other[0] ^= 1;
        yield other;
      }
    };
  }

  private final Set<Key> saidNotToBeCompared = ConcurrentHashMap.newKeySet();

  private SyncReport run(Store source, Store target) throws InterruptedException {
    saidNotToBeCompared.clear();
    SyncRequest request =
        new SyncRequest(
            source,
            target,
            MIRROR,
            KeyFilter.EVERYTHING,
            new Tuning(1, 1, 1, 1 << 20, 0, 10_000, Tuning.DEFAULT.temporaryFolder()));
    RunObserver observer =
        new RunObserver() {
          @Override
          public void outcome(Outcome outcome) {
            if (outcome instanceof Outcome.Skipped(Key key, SkipReason reason, _, _)
                && reason != SkipReason.UP_TO_DATE) {
              saidNotToBeCompared.add(key);
            }
          }
        };
    SyncReport report =
        new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
            .run(request, observer, new Cancellation());
    assertThat(report.addsUp()).as("the report adds up: %s", report).isTrue();
    return report;
  }

  /// A mirror of what is in `source` to what is not quite that; one of the two is in memory.
  private void mirror(SplittableRandom random, int count, boolean down) throws Exception {
    MemoryStore memory = new MemoryStore(MemoryOptions.named("m").withService("elsewhere"));
    String bucket = newBucket();
    Map<String, byte[]> source = contents(random, count);
    Map<String, byte[]> target = new LinkedHashMap<>();
    source.forEach((key, content) -> {
      if (random.nextBoolean()) {
        target.put(key, changed(random, content));
      }
    });
    target.put("extra", new byte[3]);
    (down ? target : source).forEach(memory::put);
    (down ? source : target).forEach((key, content) -> s3.server.put(bucket, key, content));

    S3Store store = store(bucket);
    SyncReport report;
    try {
      store.checkReadable();
      report = run(down ? store : memory, down ? memory : store);
    } catch (StoreException said) {
      return;
    } finally {
      s3.server.faults().clear();
    }
    List<String> keys = down ? memory.keys() : s3.server.keys(bucket);
    if (report.status() == RunStatus.OK) {
      assertThat(keys).containsExactlyInAnyOrderElementsOf(source.keySet());
    }
    Set<String> lost = new HashSet<>(source.keySet());
    lost.retainAll(target.keySet());
    lost.removeAll(keys);
    assertThat(lost).as("deleted though the source has them").isEmpty();
    for (String key : keys) {
      byte[] now = down ? memory.content(key).orElseThrow() : s3.server.get(bucket, key);
      boolean isRight = Arrays.equals(now, source.get(key));
      boolean isAsBefore = Arrays.equals(now, target.get(key));
      boolean isSaid = report.status() != RunStatus.OK || saidNotToBeCompared.contains(Key.of(key));
      assertThat(isRight || (isAsBefore && isSaid)).as("%s with %s", key, report.status()).isTrue();
    }
  }

  @Test
  void pages_of_the_sources_listing() throws Exception {
    runs(Operation.LIST_OBJECTS_V2, true, random -> mirror(random, 9, true));
  }

  @Test
  void pages_of_the_destinations_listing() throws Exception {
    runs(Operation.LIST_OBJECTS_V2, true, random -> mirror(random, 9, false));
  }

  @Test
  void answers_to_put() throws Exception {
    runs(Operation.PUT_OBJECT, false, random -> mirror(random, 40, false));
  }

  @Test
  void answers_to_get() throws Exception {
    runs(Operation.GET_OBJECT, true, random -> mirror(random, 40, true));
  }

  @Test
  void answers_to_head() throws Exception {
    runs(Operation.HEAD_OBJECT, true, random -> mirror(random, 60, random.nextBoolean()));
  }

  @Test
  void answers_to_copy() throws Exception {
    runs(
        Operation.COPY_OBJECT,
        false,
        random -> {
          String from = newBucket();
          String to = newBucket();
          Map<String, byte[]> source = contents(random, 30);
          source.forEach((key, content) -> s3.server.put(from, key, content));
          SyncReport report = run(store(from), store(to));
          if (report.status() == RunStatus.OK) {
            assertThat(s3.server.keys(to)).containsExactlyInAnyOrderElementsOf(source.keySet());
          }
          for (String key : s3.server.keys(to)) {
            assertThat(s3.server.get(to, key)).isEqualTo(source.get(key));
          }
        });
  }

  private void parts(SplittableRandom random) throws Exception {
    byte[] content = new byte[random.nextInt(1, 40)];
    random.nextBytes(content);
    WriteSpec spec = new WriteSpec(Key.of("k"), content.length, Fingerprint.UNREAD);
    s3.server.delete(EmbeddedS3.BUCKET, "k");
    try (PartWriter writer = store(EmbeddedS3.BUCKET).writeParts(spec, FakeContent.of(content))) {
      writer.writePart(1);
      writer.commit();
    } catch (StoreException said) {
      return;
    }
    assertThat(s3.server.get(EmbeddedS3.BUCKET, "k")).isEqualTo(content);
  }

  @Test
  void answers_to_the_beginning_of_an_upload() throws Exception {
    runs(Operation.CREATE_MULTIPART_UPLOAD, false, this::parts);
  }

  @Test
  void answers_to_a_part() throws Exception {
    runs(Operation.UPLOAD_PART, false, this::parts);
  }

  @Test
  void answers_to_the_completion_of_an_upload() throws Exception {
    runs(Operation.COMPLETE_MULTIPART_UPLOAD, false, this::parts);
  }

  private void deletions(List<String> keys) throws Exception {
    keys.forEach(key -> s3.put(key, "x"));
    Set<Key> said = new HashSet<>();
    try {
      for (DeleteFailure failure :
          store(EmbeddedS3.BUCKET).delete(Named.entries(keys.stream().map(Key::of).toList()))) {
        said.add(failure.key());
      }
    } catch (StoreException nothingIsKnown) {
      return;
    }
    for (String key : s3.server.keys(EmbeddedS3.BUCKET)) {
      assertThat(said).contains(Key.of(key));
    }
  }

  @Test
  void answers_to_a_deletion_of_many() throws Exception {
    runs(Operation.DELETE_OBJECTS, false, _ -> deletions(List.of("a b", "c&d", "e", "\u00e9")));
  }

  @Test
  void answers_to_the_deletion_of_one() throws Exception {
    runs(Operation.DELETE_OBJECT, false, _ -> deletions(List.of("a\u0001", "b\u0002 c")));
  }

  @Test
  void answers_to_the_creation_of_a_bucket() throws Exception {
    S3Buckets service = new S3Buckets(connection);
    runs(
        Operation.CREATE_BUCKET,
        false,
        _ -> {
          String name = "made" + buckets++;
          try {
            service.create(name);
          } catch (StoreException said) {
            return;
          }
          assertThat(s3.server.bucketNames()).contains(name);
        });
  }
}
