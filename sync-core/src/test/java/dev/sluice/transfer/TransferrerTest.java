package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Sides;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Proof;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.FlawedSource.Step;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import dev.sluice.transfer.Outcome.Skipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TransferrerTest {

  private static final Key KEY = Key.of("k");
  private static final int LARGE = 16 * 1024 * 7 + 5;
  private static final Contradicted ODD = new Contradicted("MD5 a", "MD5 b", true, true, false);

  private final MemoryStore from = MemoryStore.named("from");
  private final FlawedSource source = new FlawedSource(from);
  private final MemoryStore target = MemoryStore.named("to");
  private final BlockingIo cpu = BlockingIo.forCpu();
  private static final CopyRules OVERWRITING = new CopyRules(false, true);
  private static final CopyRules ACCEPTING = new CopyRules(true, false);

  private final FakeTime time = new FakeTime();
  private final InFlight inFlight = new InFlight(time);
  private final AtomicInteger writes = new AtomicInteger();

  @AfterEach
  void nothing_is_left_open_or_under_way() {
    cpu.close();
    assertThat(from.openHandles()).isEmpty();
    assertThat(target.openHandles()).isEmpty();
    assertThat(inFlight.count()).isZero();
  }

  private Sides sides() {
    return Sides.of(source, target);
  }

  private Transferrer transferrer(Sides sides) {
    return transferrer(sides, new RateLimit(0, Time.SYSTEM));
  }

  private Transferrer transferrer(Sides sides, RateLimit rate) {
    return transferrer(sides, CopyRules.STRICT, rate);
  }

  private Transferrer transferrer(Sides sides, CopyRules rules, RateLimit rate) {
    return new Transferrer(
        sides,
        rules,
        new TransferResources(new BytePermits(1 << 20), rate, cpu, 2, time),
        inFlight);
  }

  private Copy copy() throws Exception {
    return new Copy(from.find(KEY).orElseThrow(), null, CopyReason.NEW);
  }

  private Copied copied(Sides sides) throws Exception {
    return (Copied) transferrer(sides).copy(copy());
  }

  private Copied copied(Sides sides, CopyRules rules) throws Exception {
    return (Copied) transferrer(sides, rules, new RateLimit(0, Time.SYSTEM)).copy(copy());
  }

  private Failed failed(Sides sides) throws Exception {
    return (Failed) transferrer(sides).copy(copy());
  }

  /// Makes the first writes at the destination fail.
  private void failWrites(int count, Kind kind) {
    target.setHook((operation, _) -> {
      if (operation == Operation.WRITE && writes.incrementAndGet() <= count) {
        throw new StoreException(kind, "write: " + kind);
      }
    });
  }

  @Test
  void a_copy_says_what_was_copied_how_in_which_time_and_what_the_destination_said()
      throws Exception {
    from.put("k", "content");
    target.setHook((_, _) -> time.advance(Duration.ofSeconds(2)));
    Copy copy = copy();

    Outcome outcome = transferrer(sides()).copy(copy);

    target.setHook((_, _) -> {});
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Copied.class,
            copied -> {
              assertThat(copied.key()).isEqualTo(KEY);
              assertThat(copied.source()).isEqualTo(copy.source());
              assertThat(copied.reason()).isEqualTo(CopyReason.NEW);
              assertThat(copied.method()).isEqualTo(Method.STREAM);
              assertThat(copied.isVerified()).isTrue();
              assertThat(copied.took()).isEqualTo(Duration.ofSeconds(2));
              assertThat(copied.written().etag()).isEqualTo(copy.source().etag());
            });
    assertThat(target.text("k")).contains("content");
    assertThat(inFlight.bytesDone()).isEqualTo("content".length());
  }

  @Test
  void how_a_content_travels_follows_from_what_the_two_sides_are() throws Exception {
    from.put("k", "content");
    source.isFileSystem = true;
    assertThat(copied(sides()).method()).isEqualTo(Method.UPLOAD);

    Store folder =
        new ForwardingStore(MemoryStore.named("folder")) {
          @Override
          public StoreProperties properties() {
            return new StoreProperties(true, 1 << 20, 1);
          }
        };
    assertThat(copied(Sides.of(source, folder)).method()).isEqualTo(Method.STREAM);
    source.isFileSystem = false;
    assertThat(copied(Sides.of(source, folder), OVERWRITING).method()).isEqualTo(Method.DOWNLOAD);
  }

  @Test
  void within_one_service_the_service_copies_and_that_is_proof_enough() throws Exception {
    from.put("k", "content");
    Copied copied = copied(Sides.of(from, target));
    assertThat(copied.method()).isEqualTo(Method.SERVER_COPY);
    assertThat(copied.isVerified()).isTrue();
    assertThat(copied.written().etag()).isEqualTo(copied.source().etag());
    assertThat(inFlight.bytesDone()).isEqualTo("content".length());
  }

  @Test
  void another_services_objects_pass_through_this_machine() throws Exception {
    from.put("k", "content");
    MemoryStore elsewhere = new MemoryStore(MemoryOptions.named("to").withService("elsewhere"));
    assertThat(copied(Sides.of(from, elsewhere)).method()).isEqualTo(Method.STREAM);
    assertThat(elsewhere.text("k")).contains("content");

    Store plain =
        new ForwardingStore(target) {
          @Override
          public Optional<ServerCopy> serverCopy() {
            return Optional.empty();
          }
        };
    assertThat(copied(Sides.of(from, plain)).method())
        .as("to one that copies nothing by itself")
        .isEqualTo(Method.STREAM);
  }

  @Test
  void a_service_that_copies_is_told_what_to_expect_unless_its_etags_are_not_believed()
      throws Exception {
    from.put("k", "content");
    List<Fingerprint> expected = new ArrayList<>();
    Store telling =
        new ForwardingStore(target) {
          @Override
          public Optional<ServerCopy> serverCopy() {
            return Optional.of(
                new ServerCopy() {
                  @Override
                  public CopySource copySource(Entry entry) {
                    return target.copySource(entry);
                  }

                  @Override
                  public boolean canCopy(CopySource handle) {
                    return target.canCopy(handle);
                  }

                  @Override
                  public StoredContent copy(CopySource handle, WriteSpec spec)
                      throws StoreException, InterruptedException {
                    expected.add(spec.expected());
                    return target.copy(handle, spec);
                  }

                  @Override
                  public StoredContent copyContent(
                      CopySource handle, WriteSpec spec, Attributes own)
                      throws StoreException, InterruptedException {
                    return target.copyContent(handle, spec, own);
                  }
                });
          }
        };
    Sides sides = Sides.of(from, telling);
    assertThat(copied(sides, OVERWRITING).method()).isEqualTo(Method.SERVER_COPY);
    for (int i = 0; i < 3; i++) {
      sides.targetTrust().contradicted();
    }
    assertThat(copied(sides, OVERWRITING).method()).isEqualTo(Method.SERVER_COPY);
    assertThat(expected)
        .containsExactly(
            copy().source().fingerprint(), new Fingerprint.Opaque(copy().source().etag()));
  }

  @Test
  void a_large_content_goes_in_parts_each_counted_and_read_once() throws Exception {
    from.put("k", new byte[LARGE]);
    List<Long> bytesDone = new ArrayList<>();
    target.setHook((operation, _) -> {
      if (operation == Operation.COMMIT) {
        bytesDone.add(inFlight.bytesDone());
      }
    });

    Copied copied = copied(sides());

    assertThat(copied.isVerified()).isTrue();
    assertThat(copied.written().etag()).endsWith("-8");
    assertThat(target.content("k").orElseThrow()).hasSize(LARGE);
    assertThat(bytesDone).containsExactly((long) LARGE);
    assertThat(source.eachPieceOnce).containsExactly(true);
  }

  @Test
  void a_part_too_long_for_memory_may_be_read_again_from_its_beginning() throws Exception {
    from.put("k", new byte[LARGE]);
    MemoryStore coarse =
        new MemoryStore(new MemoryOptions("memory", "to", 10, (16 << 20) + 1, 10, Time.SYSTEM));
    assertThat(copied(Sides.of(source, coarse)).isVerified()).isTrue();
    assertThat(source.eachPieceOnce).containsExactly(false);
  }

  @Test
  void what_is_as_long_as_one_write_takes_goes_in_one() throws Exception {
    from.put("k", new byte[64 * 1024]);
    assertThat(copied(sides()).written().etag()).doesNotContain("-");
    assertThat(source.eachPieceOnce).isEmpty();
  }

  @Test
  void bytes_wait_for_the_rate_that_is_allowed_be_it_in_one_write_or_in_parts() throws Exception {
    RateLimit rate = new RateLimit(1000, time);
    from.put("k", new byte[5000]);
    transferrer(sides(), rate).copy(copy());
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(5));

    from.put("k", new byte[LARGE]);
    FakeTime another = new FakeTime();
    transferrer(Sides.of(source, target), OVERWRITING, new RateLimit(1000, another)).copy(copy());
    assertThat(another.nanos()).isGreaterThanOrEqualTo(Duration.ofMillis(LARGE).toNanos());
  }

  @Test
  void a_part_that_fails_ends_the_copy_and_takes_back_what_was_counted() throws Exception {
    from.put("k", new byte[LARGE]);
    AtomicInteger parts = new AtomicInteger();
    CompletableFuture<Thread> failing = new CompletableFuture<>();
    target.setHook((operation, _) -> {
      if (operation != Operation.WRITE_PART) {
        return;
      }
      int begun = parts.incrementAndGet();
      if (begun == 3) {
        failing.complete(Thread.currentThread());
        throw new StoreException(Kind.TRANSIENT, "part 3 failed");
      }
      if (begun > 3) { // is under way until the failure is known to all
        assertThat(failing.join().join(Duration.ofMinutes(1))).isTrue();
      }
    });

    Failed failed = failed(sides());

    assertThat(failed)
        .isEqualTo(new Failed(KEY, Kind.TRANSIENT, "part 3 failed", FailedAt.DESTINATION));
    assertThat(target.keys()).isEmpty();
    assertThat(parts.get()).as("no part begins after it, but one under way").isLessThan(5);
    assertThat(inFlight.bytesDone()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void whatever_a_reader_refuses_is_the_sources_failure(Step step) throws Exception {
    from.put("k", new byte[LARGE]);
    source.failing = step;
    assertThat(failed(sides()))
        .isEqualTo(new Failed(KEY, Kind.DENIED, step + " failed", FailedAt.SOURCE));
    assertThat(source.opened).as("tried once").hasSize(1);
    assertThat(target.keys()).isEmpty();
  }

  @Test
  void what_changes_is_looked_at_afresh_and_copied_as_it_is_then() throws Exception {
    from.put("k", "before");
    AtomicInteger looks = new AtomicInteger();
    from.setHook((operation, _) -> {
      if (operation == Operation.VERIFY && looks.incrementAndGet() == 1) {
        from.put("k", "after, and longer");
      }
    });
    Copied copied = copied(sides());
    assertThat(copied.source().sizeBytes()).isEqualTo("after, and longer".length());
    assertThat(target.text("k")).contains("after, and longer");
    assertThat(inFlight.bytesDone()).isEqualTo("after, and longer".length());
  }

  @Test
  void what_changes_each_time_has_failed_after_the_third() throws Exception {
    from.put("k", "0");
    source.failing = Step.VERIFY;
    source.failure = Kind.CHANGED;
    assertThat(failed(sides()).kind()).isEqualTo(Kind.CHANGED);
    assertThat(source.opened).hasSize(3);
  }

  @Test
  void what_has_gone_from_the_source_vanished_unless_it_is_listed_still() throws Exception {
    from.put("k", "content");
    Copy gone = copy();
    from.remove("k");
    assertThat(transferrer(sides()).copy(gone))
        .isEqualTo(new Skipped(KEY, SkipReason.VANISHED, "content".length()));

    source.isListed = true;
    assertThat(transferrer(sides()).copy(gone))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Kind.NOT_FOUND);
              assertThat(failed.at()).isEqualTo(FailedAt.SOURCE);
              assertThat(failed.message()).startsWith("read ").contains("listed still");
            });
  }

  @Test
  void what_changes_or_goes_before_the_service_copies_it_is_looked_at_afresh_too()
      throws Exception {
    from.put("k", "content");
    Copy copy = copy();
    from.put("k", "another content");
    Sides within = Sides.of(from, target);
    assertThat(transferrer(within).copy(copy)).isInstanceOf(Copied.class);
    assertThat(target.text("k")).contains("another content");

    target.remove("k");
    from.remove("k");
    assertThat(transferrer(within).copy(copy))
        .isEqualTo(new Skipped(KEY, SkipReason.VANISHED, "content".length()));
    assertThat(target.keys()).isEmpty();
  }

  @Test
  void where_a_fresh_look_fails_the_first_failure_is_reported() throws Exception {
    from.put("k", "content");
    source.failing = Step.READ;
    source.failure = Kind.CHANGED;
    source.cannotFind = true;
    Copy copy = copy();
    assertThat(transferrer(sides()).copy(copy))
        .isEqualTo(new Failed(KEY, Kind.CHANGED, "READ failed", FailedAt.SOURCE));
    assertThat(source.opened).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NOT_FOUND", "CORRUPT", "DENIED", "CONFLICT"})
  void what_fails_at_the_destination_is_not_helped_by_reading_again(Kind kind) throws Exception {
    from.put("k", "content");
    failWrites(1, kind);
    assertThat(failed(sides()))
        .isEqualTo(new Failed(KEY, kind, "write: " + kind, FailedAt.DESTINATION));
    assertThat(source.opened).hasSize(1);
  }

  @Test
  void content_that_is_not_what_the_source_says_is_read_again() throws Exception {
    from.put("k", "content");
    source.proofs.add(ODD);
    assertThat(copied(sides()).isVerified()).isTrue();
    assertThat(source.opened).hasSize(2);
  }

  @Test
  void content_that_is_twice_alike_what_the_source_does_not_say_has_failed() throws Exception {
    from.put("k", "content");
    source.proofs.addAll(List.of(ODD, ODD));
    Failed failed = failed(sides());
    assertThat(failed.kind()).isEqualTo(Kind.CORRUPT);
    assertThat(failed.at()).isEqualTo(FailedAt.SOURCE);
    assertThat(failed.message()).contains("twice alike");
    assertThat(source.opened).hasSize(2);
    assertThat(target.keys()).isEmpty();
  }

  @Test
  void a_source_whose_etags_are_not_believed_is_opened_without_them() throws Exception {
    from.put("k", "content");
    Sides sides = sides();
    for (int i = 0; i < 3; i++) {
      sides.sourceTrust().contradicted();
    }
    copied(sides);
    assertThat(source.opened)
        .extracting(Entry::fingerprint)
        .containsExactly(new Fingerprint.Opaque(copy().source().etag()));
  }

  @Test
  void a_content_that_nothing_vouched_for_is_copied_and_not_proven() throws Exception {
    from.put("k", "content");
    source.proofs.add(Proof.UNPROVEN);
    assertThat(copied(sides()).isVerified()).isFalse();
  }

  @Test
  void a_write_that_its_etag_contradicts_has_failed_until_there_are_three() throws Exception {
    from.put("k", "content");
    failWrites(3, Kind.CONTRADICTED);
    Sides sides = sides();
    assertThat(failed(sides).kind()).isEqualTo(Kind.CONTRADICTED);
    assertThat(failed(sides).kind()).isEqualTo(Kind.CONTRADICTED);
    assertThat(inFlight.bytesDone()).isZero();

    Copied taken = copied(sides);
    assertThat(taken.isVerified()).isFalse();
    assertThat(taken.written()).isEqualTo(StoredContent.NOTHING_SAID);
    assertThat(taken.method()).isEqualTo(Method.STREAM);
    assertThat(inFlight.bytesDone()).isEqualTo("content".length());
  }

  @Test
  void a_write_that_its_etag_contradicts_is_taken_as_it_is_where_the_user_says_so()
      throws Exception {
    from.put("k", "content");
    failWrites(1, Kind.CONTRADICTED);
    assertThat(copied(Sides.of(source, target), ACCEPTING).isVerified()).isFalse();

    target.setHook((operation, _) -> {
      if (operation == Operation.COPY) {
        throw new StoreException(Kind.CONTRADICTED, "copy: odd");
      }
    });
    assertThat(copied(Sides.of(from, target), ACCEPTING).method()).isEqualTo(Method.SERVER_COPY);
  }

  @Test
  void what_somebody_else_has_written_meanwhile_stays_unless_it_is_to_be_overwritten()
      throws Exception {
    from.put("k", "content");
    target.put("k", "somebody else's");
    assertThat(failed(sides()).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(target.text("k")).contains("somebody else's");

    copied(Sides.of(source, target), OVERWRITING);
    assertThat(target.text("k")).contains("content");
  }
}
