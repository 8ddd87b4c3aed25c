package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.content.Sides;
import dev.sluice.model.Key;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.StoreException;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome.FailedAt;
import org.junit.jupiter.api.Test;

class SourceReadsTest {

  @Test
  void several_writers_of_one_reading_meet_one_contradiction() throws Exception {
    MemoryStore memory = MemoryStore.named("from");
    memory.put("k", "content");
    FlawedSource source = new FlawedSource(memory);
    Contradicted odd = new Contradicted("MD5 a", "MD5 b", true, true, false);
    source.proofs.add(odd);
    Sides sides = Sides.of(source, MemoryStore.named("to"));
    Contradiction contradiction = new Contradiction(sides, false);
    SourceReads reads = new SourceReads(sides, contradiction);

    try (ContentReader reader = reads.open(memory.find(Key.of("k")).orElseThrow())) {
      assertThat(reader.sizeBytes()).isEqualTo("content".length());
      assertThat(reader.proof()).isEqualTo(odd);
      StoreException first =
          catchThrowableOfType(StoreException.class, () -> reader.verifyUnchanged());
      StoreException second =
          catchThrowableOfType(StoreException.class, () -> reader.verifyUnchanged());
      assertThat(second).isSameAs(first);
      assertThat(reads.whereFailed(first)).isEqualTo(FailedAt.SOURCE);
    }
    assertThat(contradiction.isSettled()).as("it was one reading").isFalse();
    assertThat(reads.whereFailed(new StoreException(StoreException.Kind.OTHER, "")))
        .isEqualTo(FailedAt.DESTINATION);
  }
}
