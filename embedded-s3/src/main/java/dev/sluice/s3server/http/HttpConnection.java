package dev.sluice.s3server.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Serves the requests of one connection, one after another, on the thread that runs it.
final class HttpConnection {

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final long DRAINED_BYTES = RequestBody.SKIPPABLE_BYTES;

  private static final int LINGER_MILLIS = 2_000;

  private final SocketChannel channel;
  private final ByteChannel bytes;
  private final HttpHandler handler;
  private final ConnectionOutput output;
  private final RequestReader reader;
  private final HttpResponse response;

  /// Sets a connection up.
  ///
  /// @param bytes what HTTP is read from and written to: the channel itself or a layer over it
  HttpConnection(
      SocketChannel channel, ByteChannel bytes, HttpHandler handler, TrafficBytes traffic) {
    this.channel = channel;
    this.bytes = bytes;
    this.handler = handler;
    this.output = new ConnectionOutput(bytes, traffic.written());
    this.reader =
        new RequestReader(
            new ConnectionInput(bytes, traffic.read()),
            () -> output.write(CONTINUE, 0, CONTINUE.length));
    this.response = new HttpResponse(output);
  }

  /// Serves until either side closes the connection.
  ///
  /// @throws IOException when the peer went away or the handler aborted the connection
  void serve() throws IOException {
    try {
      for (HttpRequest request = reader.next(); request != null; request = reader.next()) {
        if (!answer(request)) {
          lingerAndClose();
          return;
        }
      }
    } catch (MalformedRequestException e) {
      refuse(e);
    }
  }

  /// @return whether the connection can take another request
  private boolean answer(HttpRequest request) throws IOException {
    response.reset(request.method().equals("HEAD"), request.body());
    boolean closeAsked = request.headers().get("connection", "").equalsIgnoreCase("close");
    if (closeAsked) {
      response.closeAfterwards();
    }
    handler.handle(request, response);
    if (!response.isSent()) {
      throw new IllegalStateException("the handler sent no answer to " + request.method());
    }
    if (response.isClosing()) {
      return false;
    }
    return request.body().isFinished() || drain(request.body());
  }

  private static boolean drain(RequestBody body) throws IOException {
    if (!body.canBeSkipped()) {
      return false;
    }
    byte[] sink = new byte[16 * 1024];
    long drained = 0;
    while (drained < DRAINED_BYTES) {
      int count = body.read(sink, 0, sink.length);
      if (count < 0) {
        return true;
      }
      drained += count;
    }
    return false;
  }

  private void refuse(MalformedRequestException problem) throws IOException {
    response.reset(false, null);
    response.status(problem.status());
    response.closeAfterwards();
    response.header("Content-Type", "text/plain");
    response.content().utf8(String.valueOf(problem.getMessage()));
    response.send();
    lingerAndClose();
  }

  /// Closing a socket that still has unread input resets it, and the peer may lose the answer: so
  /// the end of the answer is announced first and what still comes is read away for a while.
  private void lingerAndClose() throws IOException {
    if (!bytes.equals(channel)) {
      bytes.close(); // A layer has an announcement of its own.
      return;
    }
    channel.shutdownOutput();
    Socket socket = channel.socket();
    socket.setSoTimeout(LINGER_MILLIS);
    byte[] sink = new byte[16 * 1024];
    long left = DRAINED_BYTES;
    try {
      while (left > 0) {
        int count = socket.getInputStream().read(sink);
        if (count < 0) {
          return;
        }
        left -= count;
      }
    } catch (SocketTimeoutException | EOFException quietPeer) {
      // It had its time to read the answer.
    }
  }
}
