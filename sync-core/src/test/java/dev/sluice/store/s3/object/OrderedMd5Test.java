package dev.sluice.store.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.BytesSource;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderedMd5Test {

  private static final int PART_BYTES = 4096;
  private static final int PARTS = 6;

  private final BlockingIo cpu = BlockingIo.forCpu();
  private final byte[] content = BytesSource.randomBytes(PARTS * PART_BYTES - 1, 1);
  private final BytesSource source = BytesSource.of(content);
  private final BytesSource unlike = BytesSource.of(new byte[content.length]);
  private final String expected =
      HexFormat.of().formatHex(ChecksumAlgorithm.MD5.newDigest().digest(content));

  @AfterEach
  void close() {
    cpu.close();
  }

  private byte[] part(int number) {
    int from = (number - 1) * PART_BYTES;
    return Arrays.copyOfRange(content, from, Math.min(from + PART_BYTES, content.length));
  }

  private static boolean isFree(BytePermits room, long bytes) {
    BytePermits.Lease lease = room.tryAcquire(bytes);
    if (lease != null) {
      lease.close();
    }
    return lease != null;
  }

  @Test
  void parts_in_any_order_give_the_md5_of_the_whole_and_are_not_read_again() throws Exception {
    BytePermits room = new BytePermits(PARTS * PART_BYTES);
    try (OrderedMd5 md5 = new OrderedMd5(PART_BYTES, room, cpu)) {
      for (int number : new int[] {2, 1, 4, 6, 5, 3}) {
        md5.add(number, part(number));
      }
      assertThat(md5.finish(unlike)).isEqualTo(expected);
    }
  }

  @Test
  void what_there_is_no_room_for_is_read_again_at_the_end() throws Exception {
    BytePermits room = new BytePermits(PART_BYTES);
    try (OrderedMd5 another = new OrderedMd5(PART_BYTES, room, cpu);
        OrderedMd5 md5 = new OrderedMd5(PART_BYTES, room, cpu)) {
      another.add(2, part(2));
      md5.add(2, new byte[PART_BYTES]); // would spoil the sum if it were kept
      md5.add(1, part(1));
      assertThat(md5.finish(source)).isEqualTo(expected);
    }
  }

  @Test
  void the_room_is_free_again_when_a_part_has_had_its_turn_or_nobody_waits_for_it()
      throws Exception {
    BytePermits room = new BytePermits(2 * PART_BYTES);
    try (OrderedMd5 md5 = new OrderedMd5(PART_BYTES, room, cpu)) {
      md5.add(2, part(2));
      md5.add(3, part(3));
      assertThat(isFree(room, PART_BYTES)).isFalse();
      md5.add(1, part(1));
      assertThat(isFree(room, 2 * PART_BYTES)).isTrue();
      md5.add(5, part(5));
      assertThat(isFree(room, 2 * PART_BYTES)).isFalse();
    }
    assertThat(isFree(room, 2 * PART_BYTES)).isTrue();
  }
}
