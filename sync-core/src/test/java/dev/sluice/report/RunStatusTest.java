package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.StoreException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatusTest {

  @ParameterizedTest
  @CsvSource({
    "OK, 0",
    "DIFFERENT, 1",
    "PARTIAL, 2",
    "USAGE, 64",
    "NO_SUCH_SOURCE, 66",
    "UNREACHABLE, 69",
    "EXHAUSTED, 69",
    "INTERNAL, 70",
    "GUARD_REFUSED, 73",
    "NOT_PERMITTED, 77",
    "INTERRUPTED, 130"
  })
  void scripts_rely_on_the_exit_codes(RunStatus status, int exitCode) {
    assertThat(status.exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_ROOT, NO_SUCH_SOURCE",
    "NOT_FOUND, NO_SUCH_SOURCE",
    "MISCONFIGURED, USAGE",
    "UNREACHABLE, UNREACHABLE",
    "EXHAUSTED, EXHAUSTED",
    "BAD_CREDENTIALS, NOT_PERMITTED",
    "DENIED, NOT_PERMITTED",
    "NO_SPACE, PARTIAL",
    "READ_ONLY, PARTIAL",
    "TRANSIENT, PARTIAL"
  })
  void a_failure_that_ends_a_run_says_how_it_ended(Kind kind, RunStatus status) {
    assertThat(RunStatus.of(kind)).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void no_failure_is_a_success(Kind kind) {
    assertThat(RunStatus.of(kind).exitCode()).isGreaterThan(1);
  }
}
