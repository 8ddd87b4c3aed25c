package dev.sluice.store.local.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.BytesSource;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalTestBase;
import dev.sluice.store.local.root.LocalRoot;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DirectWritesTest extends LocalTestBase {

  private static final int PART_BYTES = LocalPartWriter.PART_BYTES;

  private final AtomicInteger cachedWrites = new AtomicInteger();

  private TemporaryFile create(int sizeBytes) throws StoreException {
    LocalOptions options = LocalOptions.DESTINATION;
    LocalRoot at =
        new LocalRoot(
            root(),
            new LocalRoot.Access(
                false, true, options.time(), options.temporaryFolder(), options.descriptors()));
    TemporaryFiles temporaries = new TemporaryFiles(at, options.runLock(), true);
    WriteSpec spec = new WriteSpec(Key.of("f"), sizeBytes, Fingerprint.UNREAD);
    return TemporaryFile.create(new WritePlace(at, temporaries, false), spec);
  }

  private static int openDirect(TemporaryFile file) {
    int blockBytes = file.openDirect();
    assumeTrue(blockBytes > 0, "the file system takes no direct writes");
    return blockBytes;
  }

  private PartSink cached(TemporaryFile file) {
    PartSink sink = new CachedParts(file, IO);
    return (part, length, offset) -> {
      cachedWrites.incrementAndGet();
      sink.write(part, length, offset);
    };
  }

  private static void writeInAnyOrder(byte[] content, PartSink sink) throws Exception {
    List<Integer> offsets = new ArrayList<>();
    for (int offset = 0; offset < content.length; offset += PART_BYTES) {
      offsets.add(offset);
    }
    Collections.shuffle(offsets, new Random(7));
    for (int offset : offsets) {
      int length = Math.min(PART_BYTES, content.length - offset);
      byte[] part = new byte[PART_BYTES]; // longer than the last one is
      System.arraycopy(content, offset, part, 0, length);
      sink.write(part, length, offset);
    }
  }

  @Test
  void parts_in_any_order_make_the_file_and_what_is_less_than_a_block_does_too() throws Exception {
    for (int sizeBytes : new int[] {3 * PART_BYTES, 2 * PART_BYTES + 12_345, PART_BYTES + 1}) {
      byte[] content = BytesSource.randomBytes(sizeBytes, sizeBytes);
      cachedWrites.set(0);
      try (TemporaryFile file = create(sizeBytes)) {
        int blockBytes = openDirect(file);
        writeInAnyOrder(content, new DirectWrites(IO).to(file, cached(file), blockBytes));
        file.commit(null);
      }
      assertThat(Files.readAllBytes(root().resolve("f"))).isEqualTo(content);
      assertThat(cachedWrites).hasValue(sizeBytes == PART_BYTES + 1 ? 1 : 0);
    }
  }

  /// With half a block for a block the JDK refuses odd places, as file systems do that want more
  /// than they say.
  @Test
  void what_is_refused_goes_through_the_cache_from_then_on() throws Exception {
    byte[] content = BytesSource.randomBytes(3 * PART_BYTES, 1);
    try (TemporaryFile file = create(content.length)) {
      int blockBytes = openDirect(file);
      PartSink sink = new DirectWrites(IO).to(file, cached(file), blockBytes / 2);
      int odd = PART_BYTES - blockBytes / 2;
      byte[] part = new byte[PART_BYTES];
      for (int from = 0; from < content.length; from += odd) {
        int length = Math.min(odd, content.length - from);
        System.arraycopy(content, from, part, 0, length);
        sink.write(part, length, from);
      }
      file.commit(null);
    }
    assertThat(Files.readAllBytes(root().resolve("f"))).isEqualTo(content);
    assertThat(cachedWrites).hasValue(4);
  }

  @Test
  void a_writer_interrupted_in_it_does_not_keep_the_others_from_it() throws Exception {
    byte[] content = BytesSource.randomBytes(2 * PART_BYTES, 2);
    try (TemporaryFile file = create(content.length)) {
      int blockBytes = openDirect(file);
      PartSink sink = new DirectWrites(IO).to(file, cached(file), blockBytes);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> sink.write(content, PART_BYTES, 0))
          .isInstanceOf(InterruptedException.class);
      Thread.currentThread().interrupt();
      ByteBuffer block = ByteBuffer.allocateDirect(2 * blockBytes).alignedSlice(blockBytes);
      assertThatThrownBy(() -> file.writeDirect(block.limit(blockBytes), 0))
          .isInstanceOf(InterruptedException.class);
      writeInAnyOrder(content, sink);
      file.commit(null);
    }
    assertThat(Files.readAllBytes(root().resolve("f"))).isEqualTo(content);
    assertThat(cachedWrites).hasValue(0);
  }
}
