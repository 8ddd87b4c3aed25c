package dev.sluice.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One check after the other, where each may build on others.
final class CheckupTest {

  private final List<Check> told = new ArrayList<>();
  private boolean goesOn = true;
  private final Checkup checkup = new Checkup(told::add, () -> goesOn);

  @Test
  void what_builds_on_something_that_failed_is_skipped_and_so_is_what_builds_on_that()
      throws Exception {
    checkup.check(
        CheckName.DNS,
        List.of(),
        () -> {
          throw new StoreException(Kind.UNREACHABLE, "unknown host nowhere");
        });
    checkup.check(CheckName.TCP, List.of(CheckName.DNS), () -> Finding.ok("connected"));
    checkup.check(CheckName.TLS, List.of(CheckName.TCP), () -> Finding.ok("trusted"));
    checkup.check(CheckName.PROXY, List.of(), () -> Finding.ok("none"));

    assertThat(told)
        .containsExactly(
            new Check(
                CheckName.DNS, new Finding.Failed(Kind.UNREACHABLE, "unknown host nowhere", null)),
            new Check(CheckName.TCP, new Finding.Skipped("it needs dns")),
            new Check(CheckName.TLS, new Finding.Skipped("it needs tcp")),
            new Check(CheckName.PROXY, Finding.ok("none")));
    assertThat(checkup.firstFailure()).extracting(Finding.Failed::kind).isEqualTo(Kind.UNREACHABLE);
    assertThat(checkup.firstFailure(CheckName.CREDENTIALS)).isNull();
  }

  @Test
  void a_warning_is_built_upon() throws Exception {
    checkup.check(CheckName.CLOCK, List.of(), () -> Finding.warning("off", "set it"));
    Finding next =
        checkup.check(CheckName.REGION, List.of(CheckName.CLOCK), () -> Finding.ok("eu"));

    assertThat(next).isEqualTo(Finding.ok("eu"));
    assertThat(checkup.hasWarned(CheckName.CLOCK)).isTrue();
    assertThat(checkup.hasWarned(CheckName.REGION)).isFalse();
    assertThat(checkup.firstFailure()).isNull();
  }

  @Test
  void when_the_end_was_asked_for_only_what_puts_things_in_order_is_done() throws Exception {
    goesOn = false;

    assertThatThrownBy(() -> checkup.check(CheckName.PUT, List.of(), () -> Finding.ok("wrote")))
        .isInstanceOf(InterruptedException.class);
    checkup.checkInAnyCase(CheckName.DELETE, () -> Finding.ok("gone"));

    assertThat(told).containsExactly(new Check(CheckName.DELETE, Finding.ok("gone")));
  }

  @Test
  void of_several_failures_the_first_in_order_counts() throws Exception {
    checkup.check(CheckName.DELETE, List.of(), () -> new Finding.Failed(Kind.DENIED, "no", null));
    checkup.check(CheckName.LIST, List.of(), () -> new Finding.Failed(Kind.NO_ROOT, "no", null));

    assertThat(checkup.firstFailure()).extracting(Finding.Failed::kind).isEqualTo(Kind.NO_ROOT);
    assertThat(checkup.count(Finding.Failed.class)).isEqualTo(2);
  }
}
