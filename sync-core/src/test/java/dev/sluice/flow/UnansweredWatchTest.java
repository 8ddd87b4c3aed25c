package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnansweredWatchTest {

  private List<Unanswered> found = List.of();
  private final List<String> told = new ArrayList<>();
  private final UnansweredWatch watch =
      new UnansweredWatch(_ -> found, (call, others) -> told.add(call.text() + " +" + others));

  private static Unanswered call(int number, boolean isNew) {
    return new Unanswered("GET", "/b/" + number, "host", Duration.ofSeconds(30 + number), isNew);
  }

  @Test
  void what_is_unanswered_is_told_once_and_counted_while_it_is() {
    found = List.of(call(1, true), call(2, true));
    watch.look();
    assertThat(told).containsExactly("GET /b/2 at host +0", "GET /b/1 at host +0");
    found = List.of(call(1, false), call(2, false));
    watch.look();
    assertThat(told).hasSize(2);
    assertThat(watch.now()).isEqualTo(new UnansweredWatch.Now(2, call(2, false)));
    found = List.of();
    watch.look();
    assertThat(watch.now()).isEqualTo(UnansweredWatch.Now.NOTHING);
  }

  @Test
  void of_many_at_once_the_oldest_are_told_and_the_others_counted() {
    found = IntStream.range(0, 64).mapToObj(number -> call(number, true)).toList();
    watch.look();
    assertThat(told).hasSize(5).first().isEqualTo("GET /b/63 at host +0");
    assertThat(told).last().isEqualTo("GET /b/59 at host +59");
    assertThat(watch.now().count()).isEqualTo(64);
  }

  @Test
  void lines_come_to_an_end_however_long_a_service_is_like_that() {
    found = List.of(call(1, true));
    for (int i = 0; i < 1000; i++) {
      watch.look();
    }
    assertThat(told).hasSize(100);
  }
}
