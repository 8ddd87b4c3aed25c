package dev.sluice.store.s3.http;

import dev.sluice.flow.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// Waits until a client has requests that are not answered; looking a host's name up is none yet.
final class Stalls {

  private Stalls() {}

  /// Sends what will not be answered; how it ends is of no interest.
  static void start(Callable<?> request) {
    Thread.ofPlatform().daemon().start(new FutureTask<>(request));
  }

  static List<Unanswered> await(Function<Duration, List<Unanswered>> client) {
    List<Unanswered> found;
    do {
      Thread.onSpinWait();
      found = client.apply(Duration.ZERO).stream().filter(each -> each.host() != null).toList();
    } while (found.isEmpty());
    return found;
  }
}
