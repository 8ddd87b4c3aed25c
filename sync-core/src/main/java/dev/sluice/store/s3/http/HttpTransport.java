package dev.sluice.store.s3.http;

import dev.sluice.flow.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries one request and its answer at a time for each caller: no retries, no redirects, no
/// credentials. Blocks its caller; many callers at once. A caller that is interrupted on a virtual
/// thread gets an [IOException] and keeps its interrupt flag.
public interface HttpTransport extends AutoCloseable {

  /// Sends `request` and hands the answer to `handler`.
  ///
  /// @return what the handler made of it
  /// @throws IOException if there was no whole answer in time, or what the handler threw
  <T extends @Nullable Object> T exchange(HttpRequest request, AnswerHandler<T> handler)
      throws IOException;

  /// The requests on which nothing has moved for `atLeast`, in either direction. Never blocks.
  default List<Unanswered> unanswered(Duration atLeast) {
    return List.of();
  }

  /// Closes every connection. Never throws.
  @Override
  void close();
}
