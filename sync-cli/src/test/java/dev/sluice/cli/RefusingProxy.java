package dev.sluice.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An HTTP proxy on the loopback that refuses whatever it is asked, plain requests and tunnels.
final class RefusingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final String answer;

  private RefusingProxy(ServerSocket listener, String answer) {
    this.listener = listener;
    this.answer = answer;
  }

  /// Starts one that answers with this status.
  static RefusingProxy with(int status) throws IOException {
    RefusingProxy proxy =
        new RefusingProxy(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    Thread.ofPlatform().daemon().name("refusing-proxy").start(proxy::serve);
    return proxy;
  }

  /// `127.0.0.1:port`.
  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        BufferedReader head =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line;
        do {
          line = head.readLine();
        } while (line != null && !line.isEmpty());
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
