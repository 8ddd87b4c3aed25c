package dev.sluice.store.local.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountsTest {

  private static final String TABLE =
      """
      21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      22 21 0:20 / /proc rw - proc proc rw
      40 21 8:17 / /data/my\\040disk rw shared:5 master:2 - xfs /dev/sdb1 rw
      41 40 8:17 /inner /data/my\\040disk/again rw - xfs /dev/sdb1 rw
      42 21 8:33 / /data/my\\040disk-2 rw - xfs /dev/sdc1 rw
      50 40 0:50 / /data/my\\040disk/auto rw - autofs systemd-1 rw
      51 50 0:51 / /data/my\\040disk/auto/alice rw - nfs4 server:/alice rw
      torn line
      """;

  @Test
  void those_at_below_and_above_the_place_count_and_not_their_neighbours() {
    assertThat(Mounts.at(Path.of("/data/my disk"), TABLE))
        .extracting(Mounts.Mount::number)
        .containsExactlyInAnyOrder("21", "40", "41", "50");
    assertThat(Mounts.at(Path.of("/data/my disk/again/deep"), TABLE))
        .extracting(Mounts.Mount::number)
        .containsExactlyInAnyOrder("21", "40", "41");
    assertThat(Mounts.at(Path.of("/"), TABLE)).hasSize(6);
  }

  @Test
  void what_an_automounter_brings_may_go_again() {
    assertThat(Mounts.at(Path.of("/data"), TABLE))
        .extracting(Mounts.Mount::point)
        .noneMatch(point -> point.endsWith("alice"));
  }
}
