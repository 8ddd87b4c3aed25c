package dev.sluice.store.s3.http;

import dev.sluice.flow.Unanswered;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One connection to a server, for one exchange after another. Used by one thread at a time, but
/// for [#idleNanos], [#stalledNanos], [#unanswered] and [#abort], which are anyone's.
///
/// A stalled exchange is ended from outside, by a watchdog that closes the socket: time-outs of the
/// socket itself would cost a timer for each read, and do not bound writes.
final class SocketConnection {

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int MAX_HEAD_BYTES = 256 << 10;

  /// A server that is busy may say so every few seconds (102); one that says nothing else is not.
  private static final int MAX_INTERIM_HEADS = 100;

  /// A body up to this length goes out in one write with its head.
  private static final int ONE_WRITE_BYTES = 64 << 10;

  private final Origin origin;

  /// Closed to end whatever is under way: closing a TLS socket waits for whoever writes to it, and
  /// sends a farewell that a peer which has stopped reading never takes.
  private final Socket raw;

  /// The raw one, or the TLS socket over it.
  private Socket socket;

  private InputStream in;
  private OutputStream out;
  private final RequestWriter writer = new RequestWriter();
  private final AnswerHead head = new AnswerHead();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int headEnd;
  private int at;
  private int limit;
  private boolean answering;

  /// Whether the server may still wait for a body that was announced.
  private boolean owesBody;

  /// When bytes last passed (or the connection fell idle), by [System#nanoTime].
  private volatile long movedNanos = System.nanoTime();

  /// Until when the exchange may take, by [System#nanoTime]: put off by each byte that passes.
  private long dueNanos;

  /// The same, for others to see.
  private final AtomicLong due = new AtomicLong();

  /// What is asked; null while nothing is.
  private volatile @Nullable HttpRequest request;

  /// Whether others were given the request as one that is not answered.
  private volatile boolean isGiven;

  private volatile boolean busy;
  private volatile boolean aborted;

  /// @param raw a connected TCP socket
  SocketConnection(Origin origin, Socket raw) throws IOException {
    this.origin = origin;
    this.raw = raw;
    this.socket = raw;
    this.in = raw.getInputStream();
    this.out = raw.getOutputStream();
  }

  /// Speaks TLS from now on. Between [#begin] and [#end], so that it is bounded in time.
  void secure(SSLSocketFactory tls) throws IOException {
    SSLSocket layered = (SSLSocket) tls.createSocket(raw, origin.host(), origin.port(), true);
    SSLParameters parameters = layered.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    layered.setSSLParameters(parameters);
    layered.startHandshake();
    socket = layered;
    in = layered.getInputStream();
    out = layered.getOutputStream();
  }

  Origin origin() {
    return origin;
  }

  /// An exchange begins that may take so long, and longer as bytes pass.
  ///
  /// @param asked its request; null for what is no request
  void begin(Duration patience, @Nullable HttpRequest asked) {
    answering = false;
    isGiven = false;
    request = asked;
    dueNanos = System.nanoTime() + patience.toNanos();
    moved(0);
    busy = true;
  }

  void end() {
    moved(0);
    busy = false;
    request = null; // its body may be large
  }

  private void moved(int bytes) {
    dueNanos += Deadlines.nanosFor(bytes);
    due.lazySet(dueNanos);
    movedNanos = System.nanoTime();
  }

  /// For how long it has been idle; 0 while it is in use.
  long idleNanos(long nowNanos) {
    return busy ? 0 : nowNanos - movedNanos;
  }

  /// For how long an exchange has not moved; 0 while it is idle.
  long stalledNanos(long nowNanos) {
    return busy ? nowNanos - movedNanos : 0;
  }

  /// The request that is under way, if nothing has moved for `atLeast`.
  @Nullable Unanswered unanswered(long nowNanos, Duration atLeast) {
    HttpRequest asked = request;
    long stalled = stalledNanos(nowNanos);
    if (asked == null || stalled < atLeast.toNanos() || aborted) {
      return null;
    }
    boolean isNew = !isGiven;
    isGiven = true;
    return new Unanswered(
        asked.method(),
        RequestText.of(asked.target()),
        origin.authority(),
        Duration.ofNanos(stalled),
        isNew);
  }

  /// Whether an exchange has taken longer than the bytes it has moved allow.
  boolean isOverdue(long nowNanos) {
    return busy && nowNanos - due.get() > 0;
  }

  /// Whether the server has closed it, or sent what nobody asked for. Takes a millisecond.
  boolean isStale() {
    try {
      socket.setSoTimeout(1);
      try {
        in.read();
        return true;
      } catch (SocketTimeoutException _) {
        return false;
      } finally {
        socket.setSoTimeout(0);
      }
    } catch (IOException _) {
      return true;
    }
  }

  /// Sends `request`; waits for the server's word first where its body is large.
  ///
  /// @return whether a final answer has begun before the body was sent
  boolean send(HttpRequest request, Duration goAhead) throws IOException {
    boolean expect = request.headers().get("expect") != null;
    byte[] body = request.body();
    boolean together = !expect && body.length <= ONE_WRITE_BYTES;
    int length = writer.write(request, together);
    owesBody = true;
    write(writer.bytes(), 0, length);
    if (expect && readsFinalAnswerWithin(goAhead)) {
      return true;
    }
    if (!together) {
      for (int from = 0; from < body.length; from += ONE_WRITE_BYTES) {
        write(body, from, Math.min(ONE_WRITE_BYTES, body.length - from));
      }
    }
    owesBody = false;
    return false;
  }

  private void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    out.flush();
    moved(length);
  }

  private boolean readsFinalAnswerWithin(Duration goAhead) throws IOException {
    socket.setSoTimeout(Math.toIntExact(goAhead.toMillis()));
    try {
      readHeadBeyondInterim(true);
      return head.status() != 100;
    } catch (SocketTimeoutException _) {
      return false; // a server that does not know the question never answers it
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /// Reads heads until one is not interim.
  void readFinalHead() throws IOException {
    readHeadBeyondInterim(false);
  }

  private void readHeadBeyondInterim(boolean orGoAhead) throws IOException {
    for (int heads = 0; heads <= MAX_INTERIM_HEADS; heads++) {
      readHead();
      int status = head.status();
      if (status >= 200 || (orGoAhead && status == 100)) {
        return;
      }
      if (status == 101) {
        throw new IOException("the server has switched to another protocol, unasked");
      }
    }
    throw new IOException("the server sent more than " + MAX_INTERIM_HEADS + " interim answers");
  }

  private void readHead() throws IOException {
    if (at == limit) {
      at = 0;
      limit = 0;
    } else if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, limit - at);
      limit -= at;
      at = 0;
    }
    int searched = 0;
    int end;
    while ((end = endOfHead(searched)) < 0) {
      searched = Math.max(0, limit - 3);
      receive();
    }
    headEnd = end;
    at = end;
    head.parse(buffer, 0, end);
  }

  /// Where the empty line ends; -1 where it has not come.
  private int endOfHead(int from) {
    for (int i = from; i < limit - 1; i++) {
      if (buffer[i] == '\n') {
        int next = buffer[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < limit && buffer[next] == '\n') {
          return next + 1;
        }
      }
    }
    return -1;
  }

  private void receive() throws IOException {
    if (limit == buffer.length) {
      if (limit >= MAX_HEAD_BYTES) {
        throw new IOException("the answer's head is longer than " + MAX_HEAD_BYTES + " bytes");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = receive(buffer, limit, buffer.length - limit);
    if (read < 0) {
      throw answering ? new EOFException("the answer broke off") : new NoAnswerException();
    }
    limit += read;
  }

  private int receive(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    if (read > 0) {
      answering = true;
      moved(read);
    }
    return read;
  }

  AnswerHead head() {
    return head;
  }

  /// Reads body bytes: what has come already, else what comes next.
  ///
  /// @return how many, -1 at the connection's end
  int read(byte[] into, int from, int length) throws IOException {
    if (at == limit) {
      return receive(into, from, length);
    }
    int taken = Math.min(length, limit - at);
    System.arraycopy(buffer, at, into, from, taken);
    at += taken;
    return taken;
  }

  /// Reads one byte of the body's framing.
  int readByte() throws IOException {
    if (at == limit) {
      if (headEnd == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length); // the head, which is kept, fills it
      }
      int read = receive(buffer, headEnd, buffer.length - headEnd);
      if (read < 0) {
        throw new EOFException("the answer broke off");
      }
      at = headEnd;
      limit = headEnd + read;
    }
    return buffer[at++] & 0xff;
  }

  /// Whether there is nothing left from the server beyond the answer.
  boolean isDrained() {
    return at == limit;
  }

  /// Whether the request's body was not sent to its end, since the answer came before.
  boolean owesBody() {
    return owesBody;
  }

  /// Whether the connection can take another exchange, once the answer's body is read to its end.
  boolean takesAnother() {
    return !owesBody && isDrained() && !closesAfterwards();
  }

  private boolean closesAfterwards() {
    @Nullable String connection = head.value("connection");
    return connection == null ? head.isHttp10() : !isKeptAlive(connection);
  }

  private boolean isKeptAlive(String connection) {
    return head.isHttp10()
        ? connection.equalsIgnoreCase("keep-alive")
        : !connection.equalsIgnoreCase("close");
  }

  /// Ends whatever is under way, from any thread.
  void abort() {
    aborted = true;
    close();
  }

  boolean wasAborted() {
    return aborted;
  }

  /// Closes it at once and without a word to the server; never waits for anything.
  void close() {
    try {
      raw.close();
    } catch (IOException _) {
      // There is nothing more to give up.
    }
  }

  @Override
  public String toString() {
    return origin.authority();
  }
}
