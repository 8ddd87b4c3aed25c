package dev.sluice.store.s3.sums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.checksum.Claim;
import dev.sluice.checksum.RunningSum;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

class PassageTest {

  private static final BlockingIo CPU = BlockingIo.forCpu();

  @AfterContainer
  static void close() {
    CPU.close();
  }

  private static byte[] sum(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningSum sum = RunningSum.of(algorithm);
    sum.update(bytes, 0, bytes.length);
    return sum.bytes();
  }

  @Property(tries = 300)
  void whatever_the_pieces_the_sum_is_that_of_the_whole_or_of_its_parts(
      @ForAll ChecksumAlgorithm sum,
      @ForAll @IntRange(min = 1, max = 5000) int size,
      @ForAll @IntRange(min = 1, max = 1500) int partBytes,
      @ForAll @IntRange(min = 50, max = 2000) int pieceBytes,
      @ForAll boolean ofParts,
      @ForAll long seed)
      throws Exception {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    Claim claim = claim(sum, content, ofParts ? partBytes : 0);
    Passage passage = Passages.of(claim, size);
    AtomicInteger next = new AtomicInteger();
    try (WorkerGroup workers = WorkerGroup.ofVirtual("piece")) {
      for (int i = 0; i < 4; i++) {
        workers.fork(() -> {
          int from;
          while ((from = next.getAndAdd(pieceBytes)) < size) {
            passage.passed(from, content, from, Math.min(pieceBytes, size - from), CPU);
          }
        });
      }
      workers.join();
    }
    assertThat(passage.sums())
        .isInstanceOfSatisfying(
            Passage.Sums.class, sums -> assertThat(sums.texts()).contains(claim.value()));
  }

  /// Made as the services' documents say, with another length of parts that is wrong.
  private static Claim claim(ChecksumAlgorithm sum, byte[] content, int partBytes) {
    byte[] made;
    int partCount = 0;
    if (partBytes == 0) {
      made = sum(sum, content);
    } else {
      ByteArrayOutputStream sums = new ByteArrayOutputStream();
      for (int from = 0; from < content.length; from += partBytes, partCount++) {
        sums.writeBytes(
            sum(
                sum,
                Arrays.copyOfRange(content, from, Math.min(content.length, from + partBytes))));
      }
      made = sum(sum, sums.toByteArray());
    }
    List<Long> sizes =
        partBytes == 0 ? List.of((long) content.length) : List.of(partBytes + 7L, (long) partBytes);
    String text =
        sum == ChecksumAlgorithm.MD5
            ? HexFormat.of().formatHex(made)
            : Base64.getEncoder().encodeToString(made);
    return new Claim(sum, text, partCount, sizes, partBytes == 0);
  }

  @Test
  void what_did_not_all_pass_has_no_sum() throws Exception {
    for (ChecksumAlgorithm sum : ChecksumAlgorithm.values()) {
      Passage passage = Passages.of(claim(sum, new byte[10], 0), 10);
      passage.passed(0, new byte[9], 0, 9, CPU);
      assertThat(passage.sums()).as(sum.toString()).isNull();
      passage.giveUp();
    }
  }

  private static Checksum sumOf(ChecksumAlgorithm algorithm, String value) {
    Scope scope = value.indexOf('-') < 0 ? Scope.FULL_OBJECT : Scope.COMPOSITE;
    return new Checksum(algorithm, value, scope);
  }

  @Test
  void the_cheapest_of_what_is_said_is_what_counts() {
    Claim.Shape shape = new Claim.Shape(20 << 20, OptionalLong.empty());
    Fingerprint etag = Fingerprint.ofETag("0123456789abcdef0123456789abcdef-3");
    String crc32c = "AAAAAA==-3";
    String crc64nvme = "AAAAAAAAAAA=";
    assertThat(
            Claim.cheapest(
                etag,
                List.of(
                    sumOf(ChecksumAlgorithm.CRC64NVME, crc64nvme),
                    sumOf(ChecksumAlgorithm.CRC32C, crc32c)),
                shape))
        .isEqualTo(new Claim(ChecksumAlgorithm.CRC32C, "AAAAAA==", 3, List.of(8L << 20), false));
    assertThat(Claim.cheapest(etag, List.of(sumOf(ChecksumAlgorithm.CRC64NVME, crc64nvme)), shape))
        .isEqualTo(new Claim(ChecksumAlgorithm.CRC64NVME, crc64nvme, 0, List.of(20L << 20), true));
    assertThat(Claim.cheapest(etag, List.of(sumOf(ChecksumAlgorithm.CRC32C, "nonsense")), shape))
        .extracting(Claim::sum)
        .isEqualTo(ChecksumAlgorithm.MD5);
    assertThat(Claim.cheapest(Fingerprint.OPAQUE, List.of(), shape)).isNull();
    Checksum ofSomeParts = new Checksum(ChecksumAlgorithm.CRC32C, "AAAAAA==", Scope.COMPOSITE);
    assertThat(Claim.cheapest(Fingerprint.OPAQUE, List.of(ofSomeParts), shape)).isNull();
  }
}
