package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What every [Leftovers] and [EmptyDirectories] does; a store without them has nothing to show
/// here.
public abstract class LeftoversContract extends ListingContract {

  private static Leftovers leftovers(Store store) {
    Leftovers leftovers = store.leftovers().orElse(null);
    assumeTrue(leftovers != null, "nothing can be left here");
    return Objects.requireNonNull(leftovers);
  }

  @Test
  void entries_and_what_is_being_written_are_no_leftovers() throws Exception {
    with(store -> {
      Leftovers leftovers = leftovers(store);
      write(store, "d/a", "content");
      BytesSource source =
          BytesSource.of(new byte[(int) store.properties().singleWriteBytes() + 1]);
      WriteSpec spec = new WriteSpec(Key.of("d/b"), source.sizeBytes(), Fingerprint.UNREAD);
      List<String> told = new ArrayList<>();
      try (PartWriter writer = store.writeParts(spec, source)) {
        leftovers.removeLeftovers();
        assertThat(leftovers.remove(new Leftovers.Sweep(null, false, told::add)).isNothing())
            .isTrue();
        for (int number = 1; number <= partCount(writer, source.sizeBytes()); number++) {
          writer.writePart(number);
        }
        writer.commit();
      }
      assertThat(told).isEmpty();
      assertThat(leftovers.removed().isNothing()).isTrue();
      assertThat(leftovers.leftBehind()).isEmpty();
      assertThat(keys(store)).containsExactly("d/a", "d/b");
    });
  }

  @Test
  void an_abandoned_writer_leaves_nothing_behind() throws Exception {
    with(store -> {
      Leftovers leftovers = leftovers(store);
      BytesSource source =
          BytesSource.of(new byte[(int) store.properties().singleWriteBytes() + 1]);
      WriteSpec spec = new WriteSpec(Key.of("a"), source.sizeBytes(), Fingerprint.UNREAD);
      try (PartWriter writer = store.writeParts(spec, source)) {
        writer.writePart(1);
      }
      assertThat(leftovers.leftBehind()).isEmpty();
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void directories_that_hold_anything_stay() throws Exception {
    with(store -> {
      EmptyDirectories directories = store.emptyDirectories().orElse(null);
      assumeTrue(directories != null, "there are no directories here");
      write(store, "d/e/a", "content");
      Objects.requireNonNull(directories)
          .removeEmptyDirectories(List.of(Key.of("d"), Key.of("d/e"), Key.of("absent")));
      assertThat(text(store, "d/e/a")).isEqualTo("content");
    });
  }
}
