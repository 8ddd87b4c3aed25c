package dev.sluice.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessLimitsTest {

  @TempDir Path self = Path.of("");

  private void limits(String openFiles, String processes) throws IOException {
    Files.write(
        self.resolve("limits"),
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             " + "%-20s".formatted(processes) + " 15540 processes ",
            "Max open files            " + "%-20s".formatted(openFiles) + " 1048576 files     "));
    for (String held : List.of("fd/0", "fd/1", "fd/2", "fd/7")) {
      Files.createDirectories(self.resolve("fd"));
      Files.createFile(self.resolve(held));
    }
  }

  @Test
  void the_soft_limits_count_and_what_is_held_already() throws IOException {
    limits("256", "40");

    ProcessLimits found = ProcessLimits.in(self);

    assertThat(found.descriptors()).hasValue(256);
    assertThat(found.threads()).hasValue(40);
    assertThat(found.descriptorsHeld()).as("but for the one that counts").hasValue(3);
    assertThat(found.descriptorsLeft()).hasValue(253);
  }

  @Test
  void what_is_unlimited_is_no_number() throws IOException {
    limits("unlimited", "unlimited");

    ProcessLimits found = ProcessLimits.in(self);

    assertThat(found.descriptors()).isEmpty();
    assertThat(found.threads()).isEmpty();
    assertThat(found.descriptorsLeft()).isEmpty();
  }

  @Test
  void a_system_that_does_not_tell_has_no_limits_that_are_known() {
    assertThat(ProcessLimits.in(self)).isEqualTo(ProcessLimits.UNKNOWN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linux_tells() {
    assertThat(ProcessLimits.ofProcess().descriptorsHeld().orElseThrow()).isPositive();
  }
}
