package dev.sluice.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A call that waits for its answer.
///
/// @param call what is asked: `read`, `GET`
/// @param subject what it concerns: a path, or a bucket and a key
/// @param host who is to answer; null for this machine
/// @param age for how long nothing has come, or a little less
/// @param isNew whether it is given for the first time
public record Unanswered(
    String call, String subject, @Nullable String host, Duration age, boolean isNew) {

  /// The call in words: `GET /b/k at localhost:9000`.
  public String text() {
    return call + " " + subject + (host == null ? "" : " at " + host);
  }

  /// Since when nothing has come, in whole seconds.
  ///
  /// @param now when this was found out
  public Instant since(Instant now) {
    return now.minus(age).truncatedTo(ChronoUnit.SECONDS);
  }
}
