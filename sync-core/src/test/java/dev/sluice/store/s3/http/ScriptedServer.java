package dev.sluice.store.s3.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A server that does on each connection what a script says, byte for byte.
final class ScriptedServer implements AutoCloseable {

  /// What happens on one connection; it is closed afterwards.
  interface Script {
    void play(Connection connection) throws IOException, InterruptedException;
  }

  /// One connection, from the server's side.
  record Connection(InputStream in, OutputStream out, Socket socket) {

    /// Reads a request's head, up to its empty line.
    String readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("the client closed the connection after " + head);
        }
        head.append((char) b);
      }
      return head.toString();
    }

    byte[] readBody(int length) throws IOException {
      return in.readNBytes(length);
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /// Whether the client has closed the connection; waits until it does.
    boolean isClosedByClient() throws IOException {
      return in.read() < 0;
    }
  }

  private final ServerSocket listener;
  private final @Nullable SSLSocketFactory tls;
  private final AtomicInteger connections = new AtomicInteger();

  /// @param tls what to speak TLS with; null for plain HTTP
  ScriptedServer(Script script, @Nullable SSLContext tls) throws IOException {
    this.tls = tls == null ? null : tls.getSocketFactory();
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> play(script, socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void play(Script script, Socket socket) {
    try (socket;
        Socket layered = tls == null ? socket : secure(tls, socket)) {
      script.play(
          new Connection(
              new BufferedInputStream(layered.getInputStream()),
              layered.getOutputStream(),
              layered));
    } catch (IOException | InterruptedException _) {
      // The client is gone, which is for the test to judge.
    }
  }

  private static Socket secure(SSLSocketFactory tls, Socket socket) throws IOException {
    SSLSocket layered = (SSLSocket) tls.createSocket(socket, null, true);
    layered.setUseClientMode(false);
    layered.startHandshake();
    return layered;
  }

  Origin origin() {
    return new Origin(tls != null, "127.0.0.1", listener.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
