package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.S3WriteOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ceph passes over what it does not know.
class CephChecksumsTest {

  private final RealServer server = RealServer.named("ceph");

  @ParameterizedTest
  @EnumSource(names = {"CRC64NVME", "SHA256"})
  void what_has_no_checksum_there_is_written_all_the_same(ChecksumAlgorithm algorithm)
      throws Exception {
    S3WriteOptions options = S3WriteOptions.DEFAULT.withChecksum(algorithm);
    S3Store store = server.store(algorithm + "/", options, EmbeddedS3.SMALL_SIZES);
    byte[] small = FakeContent.bytes(100);
    EmbeddedS3.write(store, "small", FakeContent.of(small));
    byte[] large = FakeContent.bytes((6 << 20) + 1);
    ChecksumContract.writeParts(store, "large", FakeContent.of(large));
    for (String from : new String[] {"small", "large"}) {
      Entry entry = EmbeddedS3.entry(store, from);
      WriteSpec spec =
          new WriteSpec(Key.of(from + " copied"), entry.sizeBytes(), Fingerprint.UNREAD);
      store.copy(store.copySource(entry), spec);
    }

    assertThat(EmbeddedS3.read(store, EmbeddedS3.entry(store, "small copied"))).isEqualTo(small);
    assertThat(EmbeddedS3.read(store, EmbeddedS3.entry(store, "large copied"))).isEqualTo(large);
  }
}
