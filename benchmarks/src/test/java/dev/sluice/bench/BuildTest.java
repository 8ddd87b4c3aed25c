package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `benchmarks/build` in a project whose Maven writes down that it was called.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the measurements run on Linux")
final class BuildTest {

  @TempDir private Path project;

  @BeforeEach
  void makeProject() throws Exception {
    for (String module : List.of("benchmarks", "embedded-s3", "sync-core")) {
      Files.createDirectories(project.resolve(module + "/src/main"));
      Files.writeString(project.resolve(module + "/pom.xml"), "");
      Files.writeString(project.resolve(module + "/src/main/Some.java"), "");
    }
    Files.writeString(project.resolve("pom.xml"), "");
    maven("echo called >>calls; mkdir -p benchmarks/target/lib");
    Files.copy(Path.of("build"), project.resolve("benchmarks/build"));
    assertThat(project.resolve("benchmarks/build").toFile().setExecutable(true)).isTrue();
  }

  @Test
  void what_is_built_is_not_built_again() throws Exception {
    assertThat(build()).isZero();
    assertThat(build()).isZero();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void a_source_that_is_newer_than_the_libraries_has_them_built_anew() throws Exception {
    build();
    Files.writeString(project.resolve("benchmarks/target/lib/gone.jar"), "");
    touch("embedded-s3/src/main/Some.java");
    assertThat(build()).isZero();
    assertThat(calls()).hasSize(2);
    assertThat(project.resolve("benchmarks/target/lib/gone.jar")).doesNotExist();
  }

  @Test
  void after_a_build_that_failed_nothing_stale_is_used() throws Exception {
    build();
    touch("sync-core/pom.xml");
    maven("exit 1");
    assertThat(build()).isNotZero();
    assertThat(build()).isNotZero();
  }

  private void maven(String script) throws Exception {
    Path maven = Files.writeString(project.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private void touch(String file) throws Exception {
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(project.resolve(file), later);
  }

  private List<String> calls() throws Exception {
    return Files.readAllLines(project.resolve("calls"));
  }

  private int build() throws Exception {
    return new ProcessBuilder(project.resolve("benchmarks/build").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
