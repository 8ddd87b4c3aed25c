package dev.sluice.store.s3.http;

import dev.sluice.flow.BulkStream;
import dev.sluice.flow.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// One exchange of an SDK client, from its request to the end of its answer's body. Its bytes are
/// counted as they pass; whoever watches ends it when it is late.
final class WatchedExchange implements ExecutableHttpRequest {

  private final ExecutableHttpRequest delegate;
  private final Deadlines deadlines;
  private final Set<WatchedExchange> underWay;
  private final SdkHttpRequest http;
  private final String host;
  private final AtomicLong dueNanos;
  private volatile long movedNanos = System.nanoTime();

  /// Whether the bytes to send are being waited for, which is not the server's fault.
  private volatile boolean reading;

  private volatile @Nullable AbortableInputStream answer;
  private volatile boolean aborted;

  /// Whether others were given it as one that is not answered.
  private volatile boolean isGiven;

  /// @param underWay where it stands from its call to the end of its answer
  WatchedExchange(
      SdkHttpClient client,
      HttpExecuteRequest request,
      Deadlines deadlines,
      Set<WatchedExchange> underWay) {
    this.deadlines = deadlines;
    this.underWay = underWay;
    this.http = request.httpRequest();
    this.host = http.host() + ":" + http.port();
    this.dueNanos =
        new AtomicLong(System.nanoTime() + deadlines.forExchange(isLongWork(http)).toNanos());
    this.delegate = client.prepareRequest(watched(request));
  }

  private static boolean isLongWork(SdkHttpRequest http) {
    return http.firstMatchingHeader("x-amz-copy-source").isPresent()
        || (http.method() == SdkHttpMethod.POST
            && http.rawQueryParameters().containsKey("uploadId"));
  }

  private HttpExecuteRequest watched(HttpExecuteRequest request) {
    Optional<ContentStreamProvider> content = request.contentStreamProvider();
    if (content.isEmpty()) {
      return request;
    }
    ContentStreamProvider provider = content.get();
    HttpExecuteRequest.Builder copy =
        HttpExecuteRequest.builder()
            .request(request.httpRequest())
            .contentStreamProvider(() -> new Sent(provider.newStream()));
    request.metricCollector().ifPresent(copy::metricCollector);
    return copy.build();
  }

  @Override
  public HttpExecuteResponse call() throws IOException {
    underWay.add(this);
    boolean goesOn = false;
    try {
      HttpExecuteResponse response = delegate.call();
      moved(0);
      AbortableInputStream body = response.responseBody().orElse(null);
      requireOneLength(response, body);
      if (body == null) {
        return response;
      }
      answer = body;
      goesOn = true;
      return HttpExecuteResponse.builder()
          .response(response.httpResponse())
          .responseBody(AbortableInputStream.create(new Received(body), body))
          .build();
    } catch (IOException e) {
      throw asTimeout(e);
    } finally {
      if (!goesOn) {
        underWay.remove(this);
      }
    }
  }

  /// The client looks at the lengths of bodies alone, and not at what an answer to HEAD says.
  private static void requireOneLength(
      HttpExecuteResponse response, @Nullable AbortableInputStream body) throws IOException {
    try {
      Framing.length(response.httpResponse().matchingHeaders("content-length"));
    } catch (IOException e) {
      if (body != null) {
        body.abort();
      }
      throw e;
    }
  }

  private IOException asTimeout(IOException cause) {
    boolean isSilence = cause.getClass() == SocketTimeoutException.class;
    if (!aborted && !isSilence) {
      return cause;
    }
    SocketTimeoutException timeout =
        new SocketTimeoutException(
            aborted
                ? host + " does not come to an end with its answer"
                : "nothing came from " + host + " for " + deadlines.progress().toSeconds() + " s");
    timeout.addSuppressed(cause);
    return timeout;
  }

  private void moved(int bytes) {
    if (bytes > 0) {
      dueNanos.addAndGet(Deadlines.nanosFor(bytes));
    }
    movedNanos = System.nanoTime();
  }

  /// Ends it, if it has not moved for long or takes longer than its bytes allow. Called by the
  /// watchdog; never blocks.
  void endIfLate(long nowNanos) {
    // Twice, since the client's own deadline for the next packet comes first and says more.
    boolean isStalled = !reading && nowNanos - movedNanos > 2 * deadlines.progress().toNanos();
    if (!aborted && (isStalled || nowNanos - dueNanos.get() > 0)) {
      aborted = true;
      Thread.ofVirtual().name("sluice-sdk-http-abort").start(this::abort);
    }
  }

  /// Its request, if nothing has moved for `atLeast` and the server is what it waits for.
  @Nullable Unanswered unanswered(long nowNanos, Duration atLeast) {
    long stalled = nowNanos - movedNanos;
    if (reading || aborted || stalled < atLeast.toNanos()) {
      return null;
    }
    boolean isNew = !isGiven;
    isGiven = true;
    return new Unanswered(
        http.method().name(),
        RequestText.of(
            http.encodedQueryParameters()
                .map(query -> http.encodedPath() + "?" + query)
                .orElse(http.encodedPath())),
        host,
        Duration.ofNanos(stalled),
        isNew);
  }

  @Override
  public void abort() {
    underWay.remove(this);
    delegate.abort();
    AbortableInputStream body = answer;
    if (body != null) {
      body.abort();
    }
  }

  /// What is sent, counted.
  private final class Sent extends BulkStream {

    private final InputStream in;

    Sent(InputStream content) {
      this.in = content;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      reading = true;
      try {
        int read = in.read(into, from, length);
        moved(read);
        return read;
      } finally {
        reading = false;
      }
    }
  }

  /// What has come of the answer, counted; its end is the exchange's.
  private final class Received extends BulkStream {

    private final InputStream in;

    Received(InputStream body) {
      this.in = body;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        int read = in.read(into, from, length);
        moved(read);
        if (read < 0) {
          underWay.remove(WatchedExchange.this);
        }
        return read;
      } catch (IOException e) {
        underWay.remove(WatchedExchange.this);
        throw asTimeout(e);
      }
    }

    @Override
    public void close() throws IOException {
      underWay.remove(WatchedExchange.this);
      in.close();
    }
  }
}
