package dev.sluice.store.local.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.BytesSource;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedChannelTest {

  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

  @TempDir Path directory;

  private SharedChannel open(byte[] content) throws Exception {
    Path file = Files.write(directory.resolve("f"), content);
    return new SharedChannel(file, () -> FileChannel.open(file, OPTIONS));
  }

  @Test
  void a_thread_interrupted_in_it_does_not_close_it_for_the_others() throws Exception {
    byte[] content = BytesSource.randomBytes(600_000, 1);
    try (SharedChannel channel = open(content)) {
      ByteBuffer into = ByteBuffer.allocate(content.length);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> channel.read(into, 0)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();

      channel.read(into.clear(), 0);
      assertThat(into.array()).isEqualTo(content);
      channel.write(ByteBuffer.wrap(content, 0, 300_000), 600_000);
      assertThat(channel.size()).isEqualTo(900_000);
    }
  }

  @Test
  void pieces_longer_than_a_slice_keep_their_places() throws Exception {
    byte[] content = BytesSource.randomBytes(900_000, 2);
    try (SharedChannel channel = open(content)) {
      byte[] into = new byte[700_010];
      channel.read(ByteBuffer.wrap(into, 7, 700_000), 123_456);
      assertThat(Arrays.copyOfRange(into, 7, 700_007))
          .isEqualTo(Arrays.copyOfRange(content, 123_456, 823_456));
    }
  }

  @Test
  void reading_beyond_the_end_fails() throws Exception {
    try (SharedChannel channel = open(new byte[10])) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(11), 0))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void once_closed_it_stays_closed() throws Exception {
    SharedChannel channel = open(new byte[10]);
    channel.close();
    channel.close();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
