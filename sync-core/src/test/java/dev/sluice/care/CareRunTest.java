package dev.sluice.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.care.CareRequest.Choice;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Unlisted;
import dev.sluice.report.RunStatus;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Prune;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CareRunTest {

  private final CareHarness harness = new CareHarness();

  private static CareOutcome done(Subject subject) {
    return new CareOutcome.Done(subject, "done");
  }

  private static CareOutcome failed(Subject subject, Kind kind) {
    return new CareOutcome.Failed(
        subject, new StoreException(kind, kind + " " + subject.key().value()));
  }

  /// Does the same to each, one by one.
  private static CareTask each(Function<Subject, CareOutcome> body) {
    return subjects -> subjects.stream().map(body).toList();
  }

  private static CareTask inBatches(int batch, Function<Subject, CareOutcome> body) {
    return new CareTask() {
      @Override
      public int batch() {
        return batch;
      }

      @Override
      public List<CareOutcome> carryOut(List<Subject> subjects) {
        assertThat(subjects).hasSizeBetween(1, batch);
        return subjects.stream().map(body).toList();
      }
    };
  }

  private static int number(Subject subject) {
    return Integer.parseInt(subject.key().value().substring(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void each_object_ends_once_and_all_add_up(boolean isApproved) throws Exception {
    harness.with(25_000); // more than fit into memory
    harness.approval = isApproved ? _ -> null : null;
    Set<Key> seen = ConcurrentHashMap.newKeySet();
    CareReport report =
        harness.run(
            inBatches(
                100,
                subject -> {
                  assertThat(seen.add(subject.key())).isTrue();
                  return switch (number(subject) % 10) {
                    case 0 -> new CareOutcome.AsItIs(subject);
                    case 1 -> new CareOutcome.Left(subject, "so");
                    case 2 -> failed(subject, Kind.OTHER);
                    default -> done(subject);
                  };
                }));
    assertThat(seen).hasSize(25_000);
    assertThat(report.counts()).isEqualTo(new CareCounts(17_500, 87_500, 2500, 2500, 2500, 0));
    assertThat(report.addsUp()).isTrue();
    assertThat(report.isListingComplete()).isTrue();
    assertThat(report.found().bytes()).isEqualTo(125_000);
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(harness.outcomes).hasSize(25_000);
  }

  @Test
  void what_is_found_is_shown_whole_before_anything_is_done() throws Exception {
    harness.with(12_000);
    AtomicInteger doneBefore = new AtomicInteger();
    Queue<Found> shown = new ConcurrentLinkedQueue<>();
    harness.approval =
        found -> {
          shown.add(found);
          assertThat(doneBefore).hasValue(0);
          return null;
        };
    CareReport report =
        harness.run(
            each(subject -> {
              doneBefore.incrementAndGet();
              return done(subject);
            }));
    assertThat(shown).hasSize(1).first().extracting(Found::objects).isEqualTo(12_000L);
    assertThat(report.end().status()).isEqualTo(RunStatus.OK);
    assertThat(report.counts().done()).isEqualTo(12_000);
  }

  @Test
  void a_refusal_leaves_all_as_it_is() throws Exception {
    harness.with(100);
    harness.approval = _ -> "not today";
    CareReport report = harness.run(each(_ -> shouldNotBe()));
    assertThat(report.end().status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(report.end().reason()).isEqualTo("not today");
    assertThat(report.counts().notAttempted()).isEqualTo(100);
    assertThat(report.addsUp()).isTrue();
  }

  private static CareOutcome shouldNotBe() {
    throw new AssertionError("nothing was to be done");
  }

  @Test
  void nothing_found_is_not_asked_about() throws Exception {
    harness.approval = _ -> "asked";
    CareReport report = harness.run(each(_ -> shouldNotBe()));
    assertThat(report.end().status()).isEqualTo(RunStatus.OK);
    assertThat(report.found().total()).isZero();
  }

  @Test
  void a_listing_that_fails_half_way_leaves_all_as_it_is_where_somebody_is_to_approve()
      throws Exception {
    harness.with(1000);
    failingAt(500, Kind.TRANSIENT);
    harness.approval = _ -> null;
    CareReport report = harness.run(each(_ -> shouldNotBe()));
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.end().reason()).isEqualTo("broken");
    assertThat(report.isListingComplete()).isFalse();
    assertThat(report.counts().notAttempted()).isPositive();
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void a_listing_that_fails_half_way_ends_a_run_without_approval_which_adds_up() throws Exception {
    harness.with(1000);
    failingAt(500, Kind.BAD_CREDENTIALS);
    CareReport report = harness.run(each(CareRunTest::done));
    assertThat(report.end().status()).isEqualTo(RunStatus.NOT_PERMITTED);
    assertThat(report.addsUp()).isTrue();
  }

  private void failingAt(int n, Kind kind) {
    AtomicInteger given = new AtomicInteger();
    harness.store =
        new ForwardingStore(harness.memory) {
          @Override
          public EntryCursor list(KeyRange range, Prune prune) {
            return new FailingCursor(
                super.list(range, prune),
                () -> {
                  if (given.incrementAndGet() >= n) {
                    throw new StoreException(kind, "broken");
                  }
                });
          }
        };
  }

  @Test
  void what_cannot_be_listed_forbids_all_where_somebody_is_to_approve() throws Exception {
    harness.with(3);
    harness.memory.show(new Unlisted(Key.of("k1"), "no name"));
    harness.approval = _ -> null;
    CareReport report = harness.run(each(_ -> shouldNotBe()));
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.end().reason()).contains("nothing has been done");
    assertThat(report.unlisted()).isEqualTo(1);
    assertThat(harness.unlisted).hasSize(1);
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void a_drain_in_the_middle_counts_the_rest_as_not_attempted() throws Exception {
    harness.with(20_000);
    harness.approval = _ -> null;
    AtomicInteger calls = new AtomicInteger();
    CareReport report =
        harness.run(
            inBatches(
                10,
                subject -> {
                  if (calls.incrementAndGet() == 500) {
                    harness.cancellation.drain();
                  }
                  return done(subject);
                }));
    assertThat(report.end().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.counts().done()).isBetween(500L, 1000L);
    assertThat(report.counts().notAttempted()).isEqualTo(20_000 - report.counts().done());
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void denials_before_any_success_end_the_run() throws Exception {
    harness.with(5000);
    CareReport report = harness.run(each(subject -> failed(subject, Kind.DENIED)));
    assertThat(report.end().status()).isEqualTo(RunStatus.NOT_PERMITTED);
    assertThat(report.counts().failed()).isBetween(16L, 100L);
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void denials_beside_successes_are_but_failures() throws Exception {
    harness.with(1000);
    harness.workers = 1;
    harness.approval = _ -> null; // so that batches are full
    CareReport report =
        harness.run(
            inBatches(
                100,
                subject ->
                    number(subject) % 2 == 1 ? done(subject) : failed(subject, Kind.DENIED)));
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.counts().failed() + report.counts().done()).isEqualTo(1000);
  }

  @Test
  void an_error_that_concerns_all_ends_the_run() throws Exception {
    harness.with(5000);
    CareReport report =
        harness.run(subjects -> {
          throw new StoreException(Kind.NO_ROOT, "no such bucket");
        });
    assertThat(report.end().status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
    assertThat(report.end().reason()).isEqualTo("no such bucket");
    assertThat(report.counts().notAttempted()).isPositive();
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void a_defect_costs_the_batch_that_meets_it_alone() throws Exception {
    harness.with(1000);
    CareReport report =
        harness.run(
            each(subject -> {
              if (number(subject) == 500) {
                throw new IllegalStateException("a bug");
              }
              return done(subject);
            }));
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.counts()).isEqualTo(new CareCounts(999, 4995, 0, 0, 1, 0));
    assertThat(harness.outcomes)
        .filteredOn(outcome -> outcome instanceof CareOutcome.Failed)
        .hasSize(1)
        .first()
        .extracting(Object::toString)
        .asString()
        .contains("internal error", "a bug");
  }

  @Test
  void what_comes_last_waits_until_all_else_is_done() throws Exception {
    harness.with(3000);
    AtomicInteger firsts = new AtomicInteger();
    CareReport report =
        harness.run(
            new CareTask() {
              @Override
              public boolean comesLast(Subject subject) {
                return number(subject) % 3 == 0;
              }

              @Override
              public List<CareOutcome> carryOut(List<Subject> subjects) {
                Subject subject = subjects.getFirst();
                if (comesLast(subject)) {
                  assertThat(firsts).hasValue(2000);
                } else {
                  firsts.incrementAndGet();
                }
                return List.of(done(subject));
              }
            });
    assertThat(report.counts().done()).isEqualTo(3000);
    assertThat(report.end().status()).isEqualTo(RunStatus.OK);
  }

  @Test
  void what_is_left_makes_a_run_partial_only_where_all_must_be_done() throws Exception {
    harness.with(1);
    assertThat(harness.run(each(subject -> new CareOutcome.Left(subject, "so"))).end().status())
        .isEqualTo(RunStatus.OK);
    CareTask strict =
        new CareTask() {
          @Override
          public boolean mustDoAll() {
            return true;
          }

          @Override
          public List<CareOutcome> carryOut(List<Subject> subjects) {
            return List.of(new CareOutcome.Left(subjects.getFirst(), "so"));
          }
        };
    assertThat(harness.run(strict).end().status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void keys_filters_and_age_choose_and_what_they_leave_out_is_counted() throws Exception {
    for (String key : new String[] {"a", "p/", "p/x.jpg", "p/y.png", "p0"}) {
      harness.memory.put(key, "1");
    }
    KeyRange keys = new KeyRange(Key.of("a"), Key.of("p/~"));
    KeyFilter noImages = new KeyFilter(List.of(FilterRule.glob(false, "x.jpg")));
    harness.choice = new Choice(keys, noImages, "p/", null);
    CareReport report = harness.run(each(CareRunTest::done));
    assertThat(harness.outcomes)
        .extracting(outcome -> outcome.subject().key().value())
        .containsExactlyInAnyOrder("p/", "p/y.png");
    assertThat(report.found().leftOut()).isEqualTo(1);
    harness.choice = new Choice(keys, KeyFilter.EVERYTHING, "p/", Instant.EPOCH);
    assertThat(harness.run(each(_ -> shouldNotBe())).found().leftOut()).isEqualTo(3);
  }
}
