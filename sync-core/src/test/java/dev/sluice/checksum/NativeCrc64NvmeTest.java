package dev.sluice.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;

class NativeCrc64NvmeTest {

  @Test
  void without_its_jar_there_is_none() {
    assertThat(NativeCrc64Nvme.newChecksum()).isNull();
  }

  @Test
  void code_that_computes_something_else_is_not_used() {
    assertThat(NativeCrc64Nvme.find(CRC32C.class.getName())).isNull();
  }

  @Test
  void nor_is_code_that_cannot_be_loaded() {
    assertThat(NativeCrc64Nvme.find(Unloadable.class.getName())).isNull();
  }

  /// As where there is no folder from which to load it.
  public static final class Unloadable implements Checksum {
    static {
      load();
    }

    private static void load() {
      throw new UnsatisfiedLinkError("no folder to load from");
    }

    @Override
    public void update(int b) {}

    @Override
    public void update(byte[] bytes, int offset, int length) {}

    @Override
    public long getValue() {
      return 0;
    }

    @Override
    public void reset() {}
  }
}
