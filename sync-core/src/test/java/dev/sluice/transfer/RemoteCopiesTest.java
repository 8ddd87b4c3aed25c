package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Sides;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteCopiesTest {

  private static final String IN_PARTS = "0123456789abcdef0123456789abcdef-2";
  private static final WriteSpec SPEC =
      new WriteSpec(Key.of("new"), 7, Fingerprint.UNREAD, WriteCondition.ABSENT);

  @TempDir Path folder = Path.of(".");

  private final MemoryStore target = MemoryStore.named("to");

  /// Of a service that copies whatever is there by now, and whose answer tells nothing of it.
  private final ServerCopy heedless =
      new ServerCopy() {
        @Override
        public CopySource copySource(Entry entry) {
          return target.copySource(entry);
        }

        @Override
        public boolean canCopy(CopySource source) {
          return true;
        }

        @Override
        public StoredContent copy(CopySource source, WriteSpec spec) {
          throw new AssertionError("not asked for");
        }

        @Override
        public StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own) {
          return new StoredContent("made");
        }
      };

  @Test
  void what_cannot_be_held_against_the_answer_is_taken_only_if_its_twin_is_as_it_was()
      throws Exception {
    try (ContentIndex index = new ContentIndex(Long.MAX_VALUE, folder)) {
      index.see(Entry.ofObject(Key.of("twin"), 7, Instant.EPOCH, IN_PARTS, null));
      target.put("twin", "changed");
      RemoteCopies copies =
          new RemoteCopies(Sides.of(MemoryStore.named("from"), target), heedless, index);
      RemoteCopies.Attempt attempt = copies.copy(SPEC, List.of(IN_PARTS), Attributes.NONE);
      assertThat(attempt.stored()).isNull();
      assertThat(attempt.condition()).isEqualTo(new WriteCondition.Matches("made"));
    }
  }
}
