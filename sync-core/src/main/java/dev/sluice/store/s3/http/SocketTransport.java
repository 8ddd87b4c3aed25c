package dev.sluice.store.s3.http;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 (RFC 9112) over sockets that are kept and used again, by blocking calls: on virtual
/// threads a wait costs no thread. Several times lighter than a general HTTP client, since it does
/// no more than an object store needs: no proxies, no redirects, no HTTP/2. Thread-safe.
public final class SocketTransport implements HttpTransport {

  private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final Deadlines deadlines;
  private final @Nullable SSLSocketFactory tls;
  private final Descriptors descriptors;
  private final ConnectionPool pool;
  private final HostNames names = new HostNames();
  private final AtomicInteger connects = new AtomicInteger();
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean closed;

  /// Makes a transport that tells nobody when descriptors are wanting.
  public SocketTransport(Deadlines deadlines, @Nullable SSLSocketFactory tls) {
    this(deadlines, tls, Descriptors.untold(Time.SYSTEM));
  }

  /// @param deadlines how long to wait for what
  /// @param tls makes TLS connections; null where none will be asked for
  /// @param descriptors by which connections are opened
  public SocketTransport(
      Deadlines deadlines, @Nullable SSLSocketFactory tls, Descriptors descriptors) {
    this.deadlines = deadlines;
    this.tls = tls;
    this.descriptors = descriptors;
    this.pool = new ConnectionPool(deadlines.idle());
  }

  @Override
  public <T extends @Nullable Object> T exchange(HttpRequest request, AnswerHandler<T> handler)
      throws IOException {
    SocketConnection connection = pool.take(request.origin());
    if (connection == null) {
      connection = connect(request.origin());
    }
    boolean reusable = false;
    connection.begin(deadlines.forExchange(request.isLongWork()), request);
    try {
      AnswerBody body = send(connection, request);
      T result = handler.handle(new Answer(connection, body));
      reusable = body.finish();
      return result;
    } catch (IOException e) {
      throw connection.wasAborted() ? timedOut(connection, e) : e;
    } finally {
      if (reusable) {
        connection.end();
        pool.giveBack(connection);
      } else {
        pool.drop(connection);
      }
    }
  }

  private AnswerBody send(SocketConnection connection, HttpRequest request) throws IOException {
    boolean answered;
    try {
      answered = connection.send(request, deadlines.goAhead());
    } catch (IOException e) {
      // A server that refuses a body may say why and close while it is still being sent.
      return refusal(connection, request, e);
    }
    if (!answered) {
      connection.readFinalHead();
    }
    return new AnswerBody(connection, request.isHead());
  }

  private static AnswerBody refusal(
      SocketConnection connection, HttpRequest request, IOException failure) throws IOException {
    try {
      connection.readFinalHead();
      if (connection.head().status() >= 400) {
        return new AnswerBody(connection, request.isHead());
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private IOException timedOut(SocketConnection connection, IOException cause) {
    SocketTimeoutException timeout =
        new SocketTimeoutException(
            connection.stalledNanos(System.nanoTime()) > deadlines.progress().toNanos()
                ? "nothing came from "
                    + connection
                    + " for "
                    + deadlines.progress().toSeconds()
                    + " s"
                : connection + " answers so slowly that it would never end");
    timeout.addSuppressed(cause);
    return timeout;
  }

  private SocketConnection connect(Origin origin) throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    watch();
    SocketConnection connection =
        new SocketConnection(origin, descriptors.open(() -> connectToAny(origin)));
    pool.add(connection);
    if (origin.tls()) {
      secure(connection);
    }
    return connection;
  }

  private void secure(SocketConnection connection) throws IOException {
    boolean secured = false;
    connection.begin(deadlines.connect(), null);
    try {
      if (tls == null) {
        throw new IOException("TLS is not set up for " + connection);
      }
      connection.secure(tls);
      secured = true;
    } catch (IOException e) {
      throw connection.wasAborted() ? withoutTls(connection, e) : e;
    } finally {
      if (!secured) {
        pool.drop(connection);
      }
    }
  }

  private static IOException withoutTls(SocketConnection connection, IOException cause) {
    SocketTimeoutException timeout =
        new SocketTimeoutException(
            connection + " does not answer in TLS; if it speaks plain HTTP, write http://");
    timeout.addSuppressed(cause);
    return timeout;
  }

  /// Tries each of the host's addresses, beginning with another one each time: large services have
  /// many, and connections spread over them.
  private Socket connectToAny(Origin origin) throws IOException {
    InetAddress[] addresses = names.addresses(origin.host());
    int first = connects.getAndIncrement();
    IOException failure = null;
    for (int i = 0; i < addresses.length; i++) {
      InetAddress address = addresses[Math.floorMod(first + i, addresses.length)];
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(
            new InetSocketAddress(address, origin.port()),
            Math.toIntExact(deadlines.connect().toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (Descriptors.areExhausted(e)) {
          pool.dropIdle(); // each keeps a descriptor that nobody needs now
          throw e;
        }
        IOException named = withAddress(origin, e);
        if (failure == null) {
          failure = named;
        } else {
          failure.addSuppressed(named);
        }
      }
    }
    throw failure == null ? new IOException("no address of " + origin.host()) : failure;
  }

  /// The failure with the server's name in its own message, which is what a user is told.
  private static IOException withAddress(Origin origin, IOException e) {
    ConnectException named = new ConnectException(origin.authority() + ": " + e.getMessage());
    named.addSuppressed(e);
    return named;
  }

  private void watch() {
    if (watched.compareAndSet(false, true)) {
      Thread.ofVirtual().name("sluice-http-watchdog").start(this::sweepUntilClosed);
    }
  }

  private void sweepUntilClosed() {
    Duration quarter = deadlines.progress().dividedBy(4);
    Duration interval = quarter.compareTo(MAX_SWEEP_INTERVAL) < 0 ? quarter : MAX_SWEEP_INTERVAL;
    try {
      while (!closed) {
        Thread.sleep(interval);
        pool.sweep(deadlines.progress());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Unanswered> unanswered(Duration atLeast) {
    List<Unanswered> found = new ArrayList<>(names.unanswered(atLeast));
    found.addAll(pool.unanswered(atLeast));
    return found;
  }

  @Override
  public void close() {
    closed = true;
    pool.close();
    names.close();
  }

  private record Answer(SocketConnection connection, AnswerBody bytes) implements HttpAnswer {

    @Override
    public int status() {
      return connection.head().status();
    }

    @Override
    public @Nullable String header(String name) {
      return connection.head().value(name);
    }

    @Override
    public void headersUnder(String prefix, BiConsumer<String, String> visitor) {
      connection.head().under(prefix, visitor);
    }

    @Override
    public boolean announcesLength() {
      return bytes.isAnnounced();
    }

    @Override
    public long contentLength() {
      return bytes.announced();
    }

    @Override
    public InputStream body() {
      return bytes;
    }
  }
}
