package dev.sluice.store.s3.http;

import dev.sluice.flow.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/// An HTTP client of the AWS SDK whose exchanges end in time. The client itself bounds the wait for
/// the next packet of an answer, and neither how long an answer may go on nor a server that takes
/// no more of a body. Owns the client. Thread-safe.
public final class WatchedHttpClient implements SdkHttpClient {

  private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final SdkHttpClient client;
  private final Deadlines deadlines;
  private final Set<WatchedExchange> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean closed;

  /// @param client sends the requests
  /// @param deadlines how long to wait for what
  public WatchedHttpClient(SdkHttpClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    if (watched.compareAndSet(false, true)) {
      Thread.ofVirtual().name("sluice-sdk-http-watchdog").start(this::sweepUntilClosed);
    }
    return new WatchedExchange(client, request, deadlines, underWay);
  }

  private void sweepUntilClosed() {
    Duration quarter = deadlines.progress().dividedBy(4);
    Duration interval = quarter.compareTo(MAX_SWEEP_INTERVAL) < 0 ? quarter : MAX_SWEEP_INTERVAL;
    try {
      while (!closed) {
        Thread.sleep(interval);
        long now = System.nanoTime();
        underWay.forEach(exchange -> exchange.endIfLate(now));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The requests on which nothing has moved for `atLeast`, in either direction. Never blocks.
  public List<Unanswered> unanswered(Duration atLeast) {
    long now = System.nanoTime();
    List<Unanswered> found = new ArrayList<>();
    for (WatchedExchange exchange : underWay) {
      Unanswered request = exchange.unanswered(now, atLeast);
      if (request != null) {
        found.add(request);
      }
    }
    return found;
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
