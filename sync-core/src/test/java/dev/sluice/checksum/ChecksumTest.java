package dev.sluice.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.checksum.StoredChecksum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChecksumTest {

  private static byte[] random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  @Test
  void the_sums_of_nine_digits_are_those_of_the_standards() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      RunningSum sum = RunningSum.of(algorithm);
      sum.update(digits, 0, digits.length);
      assertThat(HexFormat.of().formatHex(sum.bytes()))
          .as(algorithm.toString())
          .hasSize(2 * algorithm.sizeBytes())
          .isEqualTo(
              switch (algorithm) {
                case CRC32C -> "e3069283";
                case CRC32 -> "cbf43926";
                case SHA1 -> "f7c3bc1d808e04732adf679965ccc34ca7ae3441";
                case SHA256 -> "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";
                case CRC64NVME -> "ae8b14860a799888";
                case MD5 -> "25f9e794323b453885f5181f1b624d0b";
              });
    }
  }

  @Test
  void a_sum_is_told_in_base64_with_its_highest_byte_first() {
    RunningSum sum = RunningSum.of(ChecksumAlgorithm.CRC32C);
    sum.update("123456789".getBytes(US_ASCII), 0, 9);
    assertThat(sum.base64()).isEqualTo("4waSgw==");
  }

  @Property(tries = 300)
  void it_does_not_matter_in_how_many_pieces_a_content_comes(
      @ForAll ChecksumAlgorithm algorithm,
      @ForAll @IntRange(max = 3000) int size,
      @ForAll @IntRange(min = 1, max = 700) int pieceBytes,
      @ForAll long seed) {
    byte[] content = random(size, seed);
    RunningSum atOnce = RunningSum.of(algorithm);
    atOnce.update(content, 0, size);
    RunningSum inPieces = RunningSum.of(algorithm);
    for (int at = 0; at < size; at += pieceBytes) {
      inPieces.update(content, at, Math.min(pieceBytes, size - at));
    }
    assertThat(inPieces.bytes()).isEqualTo(atOnce.bytes());
  }

  @Property(tries = 300)
  void parts_have_together_what_a_server_makes_of_them(
      @ForAll dev.sluice.s3server.checksum.ChecksumAlgorithm served,
      @ForAll @IntRange(min = 1, max = 5) int partCount,
      @ForAll @IntRange(min = 1, max = 700) int partBytes,
      @ForAll @IntRange(min = 1, max = 700) int lastBytes,
      @ForAll long seed) {
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.valueOf(served.name());
    long sizeBytes = (partCount - 1L) * partBytes + Math.min(lastBytes, partBytes);
    byte[] content = random((int) sizeBytes, seed);
    List<Checksum> parts = new ArrayList<>();
    List<StoredChecksum.Part> servedParts = new ArrayList<>();
    for (int at = 0; at < content.length; at += partBytes) {
      byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + partBytes));
      Checksum checksum = Checksums.of(algorithm, part);
      parts.add(checksum);
      StoredChecksum stored = StoredChecksum.parse(served, checksum.value());
      servedParts.add(new StoredChecksum.Part(Objects.requireNonNull(stored), part.length));
    }
    assertThat(Checksums.composite(parts).value())
        .isEqualTo(StoredChecksum.ofParts(served, ChecksumType.COMPOSITE, servedParts).text());
    if (algorithm.isCrc()) {
      assertThat(Checksums.joined(parts, partBytes, sizeBytes))
          .isEqualTo(Checksums.of(algorithm, content))
          .extracting(Checksum::value)
          .isEqualTo(StoredChecksum.ofParts(served, ChecksumType.FULL_OBJECT, servedParts).text());
    }
  }

  @Property(tries = 300)
  void the_crc_of_a_whole_follows_from_those_of_its_pieces(
      @ForAll ChecksumAlgorithm algorithm,
      @ForAll @IntRange(max = 3000) int first,
      @ForAll @IntRange(max = 3000) int second,
      @ForAll long seed) {
    if (algorithm.isCrc()) {
      byte[] content = random(first + second, seed);
      Crcs crcs = Crcs.of(algorithm);
      assertThat(
              crcs.join(
                  crcs.compute(content, 0, first), crcs.compute(content, first, second), second))
          .isEqualTo(crcs.compute(content, 0, content.length));
    }
  }
}
