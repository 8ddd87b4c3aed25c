package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellableCallTest {

  private final Cancellation cancellation = new Cancellation();

  @Test
  void what_comes_of_it_is_handed_on() throws Exception {
    assertThat(CancellableCall.call(cancellation, () -> 42)).isEqualTo(42);
    assertThatThrownBy(() ->
            CancellableCall.call(
                cancellation,
                () -> {
                  throw new IOException("as it is");
                }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("as it is");
  }

  @Test
  void a_drain_ends_it_even_if_it_cannot_be_interrupted() {
    CountDownLatch hangs = new CountDownLatch(1);
    assertThatThrownBy(() ->
            CancellableCall.call(
                cancellation,
                () -> {
                  cancellation.drain();
                  Uninterruptibly.await(hangs);
                  return 42;
                }))
        .isInstanceOf(InterruptedException.class);
    hangs.countDown();
  }
}
