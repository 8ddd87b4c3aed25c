package dev.sluice.store.s3.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BlockingIo;
import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.store.BytesSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Crc32cTest {

  @Test
  void a_content_has_the_sum_that_the_protocol_knows() throws Exception {
    try (BlockingIo cpu = BlockingIo.forCpu()) {
      Crc32c sum = Crc32c.of("123456789".getBytes(US_ASCII), cpu);
      assertThat(sum.value()).isEqualTo(0xe3069283); // the usual check value of CRC-32C
      assertThat(sum.base64()).isEqualTo("4waSgw==");
    }
  }

  @Test
  void parts_have_together_what_a_server_makes_of_them() throws Exception {
    List<Crc32c> sums = new ArrayList<>();
    List<StoredChecksum.Part> parts = new ArrayList<>();
    try (BlockingIo cpu = BlockingIo.forCpu()) {
      for (int i = 0; i < 3; i++) {
        byte[] part = BytesSource.randomBytes((2 << 20) + i, i);
        Crc32c sum = Crc32c.of(part, cpu);
        byte[] value = ByteBuffer.allocate(4).putInt(sum.value()).array();
        StoredChecksum stored = new StoredChecksum(ChecksumAlgorithm.CRC32C, value, 0);
        sums.add(sum);
        parts.add(new StoredChecksum.Part(stored, part.length));
      }
    }
    assertThat(Crc32c.ofParts(sums))
        .isEqualTo(
            StoredChecksum.ofParts(ChecksumAlgorithm.CRC32C, ChecksumType.COMPOSITE, parts).text());
  }
}
