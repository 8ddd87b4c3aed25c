package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where a listing is parted so that many workers can read it at once.
class S3SplitsTest {

  private static final int KEYS = 5_000;

  /// How keys may be spread.
  enum Shape {
    NUMBERED,
    HASHED,
    DATED,
    DEEP,
    ONE_DEEP_DIRECTORY;

    String key(int i) {
      return switch (this) {
        case NUMBERED -> "images/img_%06d.jpg".formatted(i);
        case HASHED -> "%08x".formatted(i * 0x9E3779B1);
        case DATED -> "log-2024-%02d-%02d-%04d".formatted(1 + i % 12, 1 + i / 12 % 28, i);
        case DEEP -> "a/b/%d/%d/%d".formatted(i / 1000, i / 100 % 10, i % 100);
        case ONE_DEEP_DIRECTORY -> "only/one/here/" + i;
      };
    }
  }

  private EmbeddedS3 s3;
  private S3Store store;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3();
    store = s3.store("p/");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @ParameterizedTest
  @EnumSource
  void any_shape_of_keys_is_parted_among_sixteen_workers(Shape shape) throws Exception {
    for (int i = 0; i < KEYS; i++) {
      s3.put("p/" + shape.key(i), "");
    }
    s3.put("p-neighbour", "");
    s3.put("q", "");

    List<KeyRange> ranges = new ArrayList<>(List.of(KeyRange.all()));
    for (int round = 0; round < 6; round++) {
      List<KeyRange> next = new ArrayList<>();
      for (KeyRange range : ranges) {
        next.addAll(halves(range));
      }
      ranges = next;
    }
    List<Integer> counts = new ArrayList<>();
    for (KeyRange range : ranges) {
      counts.add(EmbeddedS3.list(store, range).size());
    }
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(KEYS);
    assertThat(counts).as("keys per range").allMatch(count -> count <= 2_000);
  }

  /// As a worker parts the range that it has begun to read, asking now and then.
  private List<KeyRange> halves(KeyRange range) throws Exception {
    try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
      for (int asked = 0; asked < 15 && cursor.next() != null; asked++) {
        Optional<Key> split = cursor.proposeSplit();
        if (split.isPresent()) {
          return List.of(range.below(split.get()), range.above(split.get()));
        }
      }
    }
    return List.of(range);
  }

  @Test
  void what_fits_on_one_page_is_not_worth_a_request() throws Exception {
    for (int i = 0; i < 900; i++) {
      s3.put("p/" + i, "");
    }
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      cursor.next();
      assertThat(cursor.proposeSplit()).isEmpty();
    }
    assertThat(s3.server.requests().total()).isOne();
  }

  @Test
  void guesses_that_lead_nowhere_end_soon() throws Exception {
    for (int i = 0; i < 1000; i++) {
      s3.put("p/a%04d".formatted(i), "");
      s3.put("p/a0999-%04d".formatted(i), "");
    }
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      cursor.next();
      for (int i = 0; i < 500; i++) {
        cursor.proposeSplit();
      }
    }
    assertThat(s3.server.requests().total()).isLessThan(60);
  }

  @Property
  void a_guess_lies_strictly_between_its_bounds(
      @ForAll @StringLength(min = 1, max = 6) @CharRange(from = '-', to = 'f') String one,
      @ForAll @StringLength(min = 1, max = 6) @CharRange(from = '-', to = 'f') String other) {
    int order = Key.compare(one, other);
    if (order == 0) {
      return;
    }
    String low = order < 0 ? one : other;
    String high = order < 0 ? other : one;
    String alphabet = FlatSplit.alphabet(List.of(low, high, "0123456789"));
    String between = FlatSplit.middle(low, high, 0, alphabet);
    String above = FlatSplit.middle(low, null, 0, alphabet);

    assertThat(between == null || (Key.compare(low, between) < 0 && Key.compare(between, high) < 0))
        .isTrue();
    assertThat(above == null || Key.compare(low, above) < 0).isTrue();
  }

  @Test
  void digits_are_halved_among_digits() {
    assertThat(FlatSplit.middle("img_0100", null, 4, ".0123456789_gijmp")).isEqualTo("img_5");
    assertThat(FlatSplit.middle("img_0100", "img_5", 0, ".0123456789_gijmp")).isEqualTo("img_3");
    assertThat(FlatSplit.middle("img_9", null, 4, "0123456789")).isNull();
    assertThat(FlatSplit.middle("a\ud83d\ude00", null, 1, "abc")).isNull();
  }
}
