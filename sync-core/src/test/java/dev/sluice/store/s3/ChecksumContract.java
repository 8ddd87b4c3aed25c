package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.checksum.Checksums;
import dev.sluice.model.Attributes;
import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.PartPlan;
import dev.sluice.store.ContentReader;
import dev.sluice.store.PartWriter;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is written with a checksum has it at the service, by each way on which it gets there.
abstract class ChecksumContract {

  private static final int PART_BYTES = 5 << 20;

  /// Parts that are too long to be held in memory.
  static final MultipartSizes LONG_PARTS =
      new MultipartSizes(1 << 20, new PartPlan(17 << 20), 6 << 20, new PartPlan(5 << 20));

  /// A store that writes so, always the same place.
  abstract S3Store store(S3WriteOptions options, MultipartSizes sizes) throws Exception;

  /// The checksums that the service has of an object.
  abstract List<Checksum> kept(String key) throws Exception;

  private S3Store store(ChecksumAlgorithm algorithm) throws Exception {
    return store(S3WriteOptions.DEFAULT.withChecksum(algorithm), EmbeddedS3.SMALL_SIZES);
  }

  static void writeParts(S3Store store, String key, ContentReader content) throws Exception {
    WriteSpec spec = new WriteSpec(Key.of(key), content.sizeBytes(), Fingerprint.UNREAD);
    try (PartWriter writer = store.writeParts(spec, content)) {
      long partCount = Math.ceilDiv(content.sizeBytes(), writer.partSizeBytes());
      for (int number = 1; number <= partCount; number++) {
        writer.writePart(number);
      }
      writer.commit();
    }
  }

  /// What S3 makes of parts: of CRCs that of the whole, of digests that of the parts'.
  static Checksum ofParts(ChecksumAlgorithm algorithm, byte[] content, int partBytes) {
    if (algorithm.isCrc()) {
      return Checksums.of(algorithm, content);
    }
    List<Checksum> parts = new ArrayList<>();
    for (int at = 0; at < content.length; at += partBytes) {
      int end = Math.min(content.length, at + partBytes);
      parts.add(Checksums.of(algorithm, Arrays.copyOfRange(content, at, end)));
    }
    return Checksums.composite(parts);
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "MD5")
  void a_small_object_has_it(ChecksumAlgorithm algorithm) throws Exception {
    for (int sizeBytes : new int[] {0, 100, 300_000}) {
      byte[] content = FakeContent.bytes(sizeBytes);
      EmbeddedS3.write(store(algorithm), "small" + sizeBytes, FakeContent.of(content));
      assertThat(kept("small" + sizeBytes)).contains(Checksums.of(algorithm, content));
    }
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "MD5")
  void an_object_in_parts_has_it_of_the_whole_where_that_can_be(ChecksumAlgorithm algorithm)
      throws Exception {
    byte[] content = FakeContent.bytes(2 * PART_BYTES + 77);
    writeParts(store(algorithm), "parts", FakeContent.of(content));
    assertThat(kept("parts")).contains(ofParts(algorithm, content, PART_BYTES));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC64NVME", "CRC32C", "SHA256"})
  void so_has_one_whose_parts_are_streamed(ChecksumAlgorithm algorithm) throws Exception {
    int partBytes = Math.toIntExact(LONG_PARTS.written().partBytes(0));
    byte[] content = FakeContent.bytes(partBytes + 77);
    S3Store store = store(S3WriteOptions.DEFAULT.withChecksum(algorithm), LONG_PARTS);
    writeParts(store, "streamed", FakeContent.of(content));
    assertThat(kept("streamed")).contains(ofParts(algorithm, content, partBytes));
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "MD5")
  void a_copy_has_it_whatever_its_source_has(ChecksumAlgorithm algorithm) throws Exception {
    byte[] content = FakeContent.bytes(200);
    S3Store plain = store(S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
    EmbeddedS3.write(plain, "from", FakeContent.of(content));
    S3Store store = store(algorithm);
    Entry from = EmbeddedS3.entry(store, "from");

    store.copy(store.copySource(from), new WriteSpec(Key.of("to"), 200, Fingerprint.UNREAD));
    store.copyContent(
        store.copySource(from),
        new WriteSpec(Key.of("own"), 200, Fingerprint.UNREAD),
        Attributes.ofFile(Instant.ofEpochSecond(1_700_000_000)));

    assertThat(kept("to")).contains(Checksums.of(algorithm, content));
    assertThat(kept("own")).contains(Checksums.of(algorithm, content));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC64NVME", "CRC32", "SHA1"})
  void so_has_a_copy_in_parts(ChecksumAlgorithm algorithm) throws Exception {
    byte[] content = FakeContent.bytes((6 << 20) + 1);
    S3Store plain = store(S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
    writeParts(plain, "from", FakeContent.of(content));
    S3Store store = store(algorithm);
    Entry from = EmbeddedS3.entry(store, "from");

    store.copy(
        store.copySource(from), new WriteSpec(Key.of("to"), content.length, Fingerprint.UNREAD));

    Checksum expected = ofParts(algorithm, content, PART_BYTES);
    assertThat(kept("to")).contains(expected);
    assertThat(expected.scope()).isEqualTo(algorithm.isCrc() ? Scope.FULL_OBJECT : Scope.COMPOSITE);
  }
}
