package dev.sluice.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

public final class FingerprintTest {

  private static final Fingerprint A = Fingerprint.of("a", 3, "900150983cd24fb0d6963f7d28e17f72");
  private static final Fingerprint B = Fingerprint.of("b", 0, "d41d8cd98f00b204e9800998ecf8427e");

  @Test
  void the_order_of_objects_does_not_matter() {
    assertThat(A.plus(B)).isEqualTo(B.plus(A));
  }

  @Test
  void two_keys_whose_contents_changed_places_are_told() {
    Fingerprint swapped =
        Fingerprint.of("a", 0, "d41d8cd98f00b204e9800998ecf8427e")
            .plus(Fingerprint.of("b", 3, "900150983cd24fb0d6963f7d28e17f72"));

    assertThat(swapped.objects()).isEqualTo(2);
    assertThat(swapped.bytes()).isEqualTo(3);
    assertThat(swapped).isNotEqualTo(A.plus(B));
  }
}
