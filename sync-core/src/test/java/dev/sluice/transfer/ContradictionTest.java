package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.content.Sides;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContradictionTest {

  private static final Entry ENTRY = Entry.ofObject(Key.of("k"), 1, Instant.EPOCH, "odd", null);

  private static Contradicted byETag(String found) {
    return new Contradicted(found, "MD5 of the ETag", true, true, false);
  }

  private static Contradicted bySum(String found) {
    return new Contradicted(found, "CRC32 of the store", false, true, false);
  }

  private static Sides sides() {
    return Sides.of(MemoryStore.named("from"), MemoryStore.named("to"));
  }

  private static void assertRefused(
      Contradiction contradiction, Contradicted found, boolean twice) {
    assertThatThrownBy(() -> contradiction.meet(ENTRY, found))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
              assertThat(e.getMessage())
                  .startsWith("read memory://from/k: ")
                  .contains(found.found(), found.claimed());
              assertThat(e.getMessage().contains("twice alike")).isEqualTo(twice);
            });
    assertThat(contradiction.isSettled()).isEqualTo(twice);
  }

  @Test
  void what_is_read_once_is_refused_and_read_again() {
    for (boolean acceptsETagMismatch : new boolean[] {false, true}) {
      Sides sides = sides();
      assertRefused(new Contradiction(sides, acceptsETagMismatch), byETag("MD5 a"), false);
      assertThat(sides.sourceTrust().isLost()).isFalse();
    }
  }

  @Test
  void what_is_read_differently_each_time_is_never_settled() {
    Contradiction contradiction = new Contradiction(sides(), true);
    assertRefused(contradiction, byETag("MD5 a"), false);
    assertRefused(contradiction, byETag("MD5 b"), false);
    assertRefused(contradiction, byETag("MD5 a"), false);
  }

  @Test
  void what_is_read_twice_alike_is_refused_with_the_remedy() {
    Contradiction contradiction = new Contradiction(sides(), false);
    assertRefused(contradiction, byETag("MD5 a"), false);
    assertRefused(contradiction, byETag("MD5 a"), true);

    assertRefused(
        new Contradiction(sides(), false), new Contradicted("a", "b", true, true, true), true);
  }

  @Test
  void what_is_read_twice_alike_is_taken_where_the_user_takes_what_is_there() throws Exception {
    Contradiction contradiction = new Contradiction(sides(), true);
    assertRefused(contradiction, bySum("CRC32 a"), false);
    contradiction.meet(ENTRY, bySum("CRC32 a"));
    assertThat(contradiction.isSettled()).isTrue();
  }

  @Test
  void a_guess_is_given_up_when_the_content_was_read_twice_alike() {
    Sides sides = sides();
    Contradicted guess = new Contradicted("a", "b", true, false, true);
    for (int i = 0; i < 3; i++) {
      assertThatCode(() -> new Contradiction(sides, false).meet(ENTRY, guess))
          .doesNotThrowAnyException();
    }
    assertThat(sides.sourceTrust().isLost()).as("the guess was wrong, and not the ETag").isFalse();
  }

  @Test
  void etags_contradicted_by_three_contents_are_not_believed_any_more_and_sums_always_are()
      throws Exception {
    Sides sides = sides();
    Contradicted odd = new Contradicted("a", "b", true, true, true);
    assertRefused(new Contradiction(sides, false), odd, true);
    assertRefused(new Contradiction(sides, false), odd, true);
    new Contradiction(sides, false).meet(ENTRY, odd);
    assertThat(sides.sourceTrust().isLost()).isTrue();

    assertRefused(
        new Contradiction(sides, false), new Contradicted("a", "b", false, true, true), true);
  }

  @Test
  void a_sum_that_contradicts_says_nothing_of_etags() {
    Sides sides = sides();
    for (int i = 0; i < 3; i++) {
      assertRefused(
          new Contradiction(sides, false), new Contradicted("a", "b", false, true, true), true);
    }
    assertThat(sides.sourceTrust().isLost()).isFalse();
  }
}
