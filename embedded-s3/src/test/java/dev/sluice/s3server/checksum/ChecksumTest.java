package dev.sluice.s3server.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumTest {

  private static StoredChecksum of(ChecksumAlgorithm algorithm, byte[] bytes, int from, int to) {
    RunningChecksum running = algorithm.start();
    running.update(bytes, from, to - from);
    return new StoredChecksum(algorithm, running.value(), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void the_nine_digits_have_their_well_known_checksum(ChecksumAlgorithm algorithm, String hex) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(of(algorithm, digits, 0, 9).value())).isEqualTo(hex);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void the_crcs_of_parts_give_the_crc_of_the_whole(ChecksumAlgorithm algorithm) {
    Random random = new Random(42);
    for (int round = 0; round < 50; round++) {
      byte[] whole = new byte[random.nextInt(5000)];
      random.nextBytes(whole);
      List<StoredChecksum.Part> parts = new ArrayList<>();
      int from = 0;
      do {
        int to = from + random.nextInt(whole.length - from + 1);
        if (parts.size() == 5) {
          to = whole.length;
        }
        parts.add(new StoredChecksum.Part(of(algorithm, whole, from, to), to - from));
        from = to;
      } while (from < whole.length);
      assertThat(StoredChecksum.ofParts(algorithm, ChecksumType.FULL_OBJECT, parts))
          .isEqualTo(of(algorithm, whole, 0, whole.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_checksum_is_the_same_however_the_bytes_are_cut(ChecksumAlgorithm algorithm) {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    RunningChecksum running = algorithm.start();
    for (int from = 0; from < bytes.length; from += 7) {
      running.update(bytes, from, Math.min(7, bytes.length - from));
    }
    assertThat(running.value()).isEqualTo(of(algorithm, bytes, 0, bytes.length).value());
  }

  @Test
  void a_checksum_reads_what_it_writes_and_refuses_what_is_none() {
    StoredChecksum composite =
        new StoredChecksum(ChecksumAlgorithm.CRC32, new byte[] {1, 2, 3, 4}, 3);
    assertThat(composite.text()).isEqualTo("AQIDBA==-3");
    assertThat(StoredChecksum.parse(ChecksumAlgorithm.CRC32, "AQIDBA==-3")).isEqualTo(composite);
    assertThat(StoredChecksum.parse(ChecksumAlgorithm.CRC32, "AQID")).isNull();
    assertThat(StoredChecksum.parse(ChecksumAlgorithm.CRC32, "no base64!")).isNull();
  }
}
