package dev.sluice.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Objects;
import java.util.Random;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;

/// Here, where the AWS CRT is on the class path.
class NativeCrc64NvmeTest {

  @Test
  void native_code_and_tables_agree() {
    Checksum found = NativeCrc64Nvme.newChecksum();
    assumeThat(found).as("the AWS CRT's code for this system").isNotNull();
    Checksum natively = Objects.requireNonNull(found);
    assertThat(natively.getClass().getName()).isEqualTo(NativeCrc64Nvme.CRT_CLASS);
    Checksum tables = new Crc64Nvme();
    Random random = new Random(1);
    byte[] bytes = new byte[100_000];
    random.nextBytes(bytes);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(bytes.length);
      int length = random.nextInt(i % 2 == 0 ? 40 : bytes.length) % (bytes.length - at);
      natively.update(bytes, at, length);
      tables.update(bytes, at, length);
      assertThat(natively.getValue()).isEqualTo(tables.getValue());
    }
  }
}
