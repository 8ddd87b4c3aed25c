package dev.sluice.bench.race.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class RaceOptionsTest {

  private static final Path PROJECT = Path.of("/project");

  @Test
  void results_and_plots_lie_in_the_project_unless_another_folder_is_named() {
    assertThat(parse().results()).isEqualTo(PROJECT.resolve("benchmarks/results"));
    assertThat(parse().plots()).isEqualTo(PROJECT.resolve("docs"));
    assertThat(parse("--out", "/elsewhere").results()).isEqualTo(Path.of("/elsewhere"));
    assertThat(parse("--out", "/elsewhere").plots()).isEqualTo(Path.of("/elsewhere"));
  }

  @Test
  void jobs_and_options_may_be_mixed() {
    RaceOptions options =
        parse("upload", "--rounds", "2", "copy", "--tune", "--at-once", "rclone=64");

    assertThat(options.jobs()).containsExactlyInAnyOrder("upload", "copy");
    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.tune()).isTrue();
    assertThat(options.atOnce()).containsEntry("rclone", 64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--colour red", "--rounds", "--rounds many", "--rounds 0", "--at-once x=y"})
  void what_makes_no_sense_is_refused(String line) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RaceOptions parse(String... arguments) {
    return RaceOptions.parse(List.of(arguments), PROJECT);
  }
}
