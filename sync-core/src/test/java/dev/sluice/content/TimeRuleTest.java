package dev.sluice.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.TimeRule.Answer;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeRuleTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private static Entry file(Instant time) {
    return Entry.ofFile(Key.of("k"), 9, time);
  }

  private static Entry object(Instant time) {
    return Entry.ofObject(Key.of("k"), 9, time, "odd", null);
  }

  private static Answer decide(
      Entry source, @Nullable Instant sourceOwn, Entry target, @Nullable Instant targetOwn) {
    Answer answer = TimeRule.byListing(source, target);
    return answer == Answer.ASK
        ? TimeRule.byOwnTimes(source, sourceOwn, target, targetOwn)
        : answer;
  }

  @Test
  void a_file_older_than_the_object_by_more_than_clocks_differ_is_unchanged_without_a_request() {
    assertThat(TimeRule.byListing(file(NOON.minusSeconds(3600)), object(NOON)))
        .isEqualTo(Answer.UNCHANGED);
    assertThat(TimeRule.byListing(file(NOON.minusSeconds(60)), object(NOON))).isEqualTo(Answer.ASK);
    assertThat(TimeRule.byListing(file(NOON.plusSeconds(60)), object(NOON))).isEqualTo(Answer.ASK);
  }

  @Test
  void a_file_with_a_time_in_the_future_is_sent_once() {
    Instant future = NOON.plus(Duration.ofDays(4000)).plusNanos(7);
    assertThat(decide(file(future), null, object(NOON), null)).isEqualTo(Answer.CHANGED);
    assertThat(decide(file(future), null, object(NOON), future)).isEqualTo(Answer.UNCHANGED);
  }

  @Test
  void a_file_made_of_an_object_has_the_objects_own_time_as_far_as_the_file_system_keeps_it() {
    Instant own = Instant.parse("2020-01-01T10:20:30.123456789Z");
    for (ChronoUnit unit :
        new ChronoUnit[] {
          ChronoUnit.NANOS, ChronoUnit.MICROS, ChronoUnit.MILLIS, ChronoUnit.SECONDS
        }) {
      assertThat(decide(object(NOON), own, file(own.truncatedTo(unit)), null))
          .as(unit.toString())
          .isEqualTo(Answer.UNCHANGED);
    }
    assertThat(decide(object(NOON), own.plusNanos(1), file(own), null)).isEqualTo(Answer.CHANGED);
    assertThat(decide(object(NOON), null, file(NOON), null)).isEqualTo(Answer.UNCHANGED);
  }

  @Test
  void a_file_that_is_younger_than_the_object_is_not_overwritten() {
    assertThat(decide(object(NOON), null, file(NOON.plusSeconds(86_400)), null))
        .isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(NOON), null, file(NOON.minusSeconds(86_400)), null))
        .isEqualTo(Answer.CHANGED);
  }

  @Test
  void an_object_stored_in_the_second_of_an_earlier_versions_own_time_is_not_taken_for_it() {
    Instant ownOfTheFirst = NOON.minusSeconds(100);
    Entry second = object(ownOfTheFirst); // by a clock that is slow
    assertThat(decide(second, NOON.minusSeconds(99), file(ownOfTheFirst), null))
        .isEqualTo(Answer.CHANGED);
  }

  @Test
  void a_listing_without_a_time_says_nothing() {
    assertThat(decide(object(Instant.EPOCH), null, object(Instant.EPOCH), null))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(decide(file(NOON), null, object(Instant.EPOCH), null)).isEqualTo(Answer.UNKNOWN);
    assertThat(decide(file(NOON), null, object(Instant.EPOCH), NOON)).isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(Instant.EPOCH), null, file(NOON), null)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void an_object_that_is_stored_later_than_its_copy_has_changed_without_a_request() {
    assertThat(TimeRule.byListing(object(NOON.plusSeconds(1)), object(NOON)))
        .isEqualTo(Answer.CHANGED);
    assertThat(TimeRule.byListing(object(NOON), object(NOON))).isEqualTo(Answer.ASK);
    assertThat(TimeRule.byListing(object(NOON.minusSeconds(60)), object(NOON)))
        .isEqualTo(Answer.ASK);
  }

  @Test
  void clocks_that_differ_by_a_quarter_of_an_hour_leave_it_open() {
    Duration slack = Duration.ofMinutes(15);
    assertThat(TimeRule.byListing(file(NOON.minus(slack)), object(NOON))).isEqualTo(Answer.ASK);
    assertThat(TimeRule.byListing(file(NOON.minus(slack).minusNanos(1)), object(NOON)))
        .isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(NOON), null, file(NOON.plus(slack)), null)).isEqualTo(Answer.CHANGED);
    assertThat(decide(object(NOON), null, file(NOON.plus(slack).plusNanos(1)), null))
        .isEqualTo(Answer.UNCHANGED);
  }

  @Test
  void a_copy_within_the_second_of_a_source_without_an_own_time_is_sent_once_more() {
    assertThat(decide(object(NOON), null, object(NOON), NOON)).isEqualTo(Answer.CHANGED);
    assertThat(decide(object(NOON), null, object(NOON.plusSeconds(1)), NOON))
        .as("a second later it was written after")
        .isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(NOON), NOON.minusSeconds(9), object(NOON), NOON.minusSeconds(9)))
        .as("an own time tells the versions apart")
        .isEqualTo(Answer.UNCHANGED);
    assertThat(decide(file(NOON), null, object(NOON), NOON))
        .as("a file's time tells them apart")
        .isEqualTo(Answer.UNCHANGED);
  }

  @Test
  void a_file_older_than_the_objects_own_time_is_another_version() {
    Instant own = NOON.plus(Duration.ofDays(1));
    assertThat(decide(object(NOON), own, file(NOON.plus(Duration.ofHours(2))), null))
        .as("younger than the storing, older than the content")
        .isEqualTo(Answer.CHANGED);
    assertThat(decide(object(NOON), own, file(own.plus(Duration.ofHours(2))), null))
        .isEqualTo(Answer.UNCHANGED);
  }

  @Test
  void two_objects_without_own_times_are_told_apart_by_which_was_stored_first() {
    assertThat(decide(object(NOON), null, object(NOON.plusSeconds(1)), null))
        .isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(NOON), null, object(NOON), null)).isEqualTo(Answer.CHANGED);
  }

  @Test
  void an_object_whose_listing_has_no_time_is_known_by_its_own() {
    assertThat(decide(object(Instant.EPOCH), NOON, file(NOON), null)).isEqualTo(Answer.UNCHANGED);
    assertThat(decide(object(Instant.EPOCH), null, object(NOON), Instant.EPOCH))
        .as("the epoch is no version")
        .isEqualTo(Answer.CHANGED);
    assertThat(decide(file(Instant.EPOCH), null, object(NOON), Instant.EPOCH))
        .as("but a file may be as old as that")
        .isEqualTo(Answer.UNCHANGED);
  }

  /// Between which kinds of places, and how.
  enum Route {
    FILE_TO_OBJECT,
    OBJECT_TO_FILE,
    STREAMED,
    COPIED_BY_THE_SERVICE
  }

  /// A source that changes and a destination that is synced, each by its own clock.
  private static final class World {
    final Route route;
    final boolean hasOwnTimes;
    final Duration sourceSkew;
    final Duration targetSkew;
    Instant now = NOON;
    int version;
    Entry source = object(NOON);
    @Nullable Instant sourceOwn;
    int copied;
    Entry target = object(NOON);
    @Nullable Instant targetOwn;

    World(Route route, boolean hasOwnTimes, Duration sourceSkew, Duration targetSkew) {
      this.route = route;
      this.hasOwnTimes = hasOwnTimes;
      this.sourceSkew = route == Route.COPIED_BY_THE_SERVICE ? targetSkew : sourceSkew;
      this.targetSkew = targetSkew;
      change();
      send();
    }

    void change() {
      version++;
      if (route == Route.FILE_TO_OBJECT) {
        source = file(now);
      } else {
        source = object(now.plus(sourceSkew).truncatedTo(ChronoUnit.SECONDS));
        sourceOwn = hasOwnTimes ? now.minusSeconds(100) : null;
      }
    }

    void send() {
      copied = version;
      Instant own = sourceOwn == null ? source.modifiedTime() : sourceOwn;
      if (route == Route.OBJECT_TO_FILE) {
        target = file(own);
      } else {
        target = object(now.plus(targetSkew).truncatedTo(ChronoUnit.SECONDS));
        targetOwn = route == Route.COPIED_BY_THE_SERVICE ? sourceOwn : own;
      }
    }

    /// @return whether something was sent
    boolean sync() {
      Answer answer = decide(source, sourceOwn, target, targetOwn);
      assertThat(answer).isIn(Answer.CHANGED, Answer.UNCHANGED);
      if (answer == Answer.CHANGED) {
        send();
      }
      return answer == Answer.CHANGED;
    }
  }

  @Property(tries = 20000)
  void nothing_that_changed_is_passed_over_and_nothing_is_sent_night_after_night(
      @ForAll Route route,
      @ForAll boolean hasOwnTimes,
      @ForAll @IntRange(min = -420, max = 420) int sourceSkewSeconds,
      @ForAll @IntRange(min = -420, max = 420) int targetSkewSeconds,
      @ForAll long seed) {
    Random random = new Random(seed);
    World world =
        new World(
            route,
            hasOwnTimes,
            Duration.ofSeconds(sourceSkewSeconds),
            Duration.ofSeconds(targetSkewSeconds));
    long[] pauses = {1_000, 1_900, 30_000, 500_000, 86_400_000};
    for (int step = 0; step < 30; step++) {
      world.now = world.now.plusMillis(pauses[random.nextInt(pauses.length)]).plusNanos(1);
      if (random.nextBoolean()) {
        world.change();
      } else {
        world.sync();
        assertThat(world.copied).as("passed over in step %d", step).isEqualTo(world.version);
      }
    }
    world.now = world.now.plusSeconds(86_400);
    world.sync();
    world.now = world.now.plusSeconds(86_400);
    assertThat(world.sync()).as("sent again").isFalse();
  }
}
