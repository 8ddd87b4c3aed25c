package dev.sluice.bench.probes;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Tells what a request costs the server, so that what is measured against it can be judged: sends
/// many of one kind over a few connections and divides the server's own processor time.
public final class CostProbe {

  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 5;
  private static final int PUTS = 6_000;
  private static final int PAGES = 500;
  private static final int OBJECT_BYTES = 4096;
  private static final int COMPUTED_KEYS = 100_000_000;

  private final URI endpoint;

  private CostProbe(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// Makes a request's bytes.
  private interface Request {
    byte[] bytes(int connection, int number);
  }

  /// `CostProbe ENDPOINT`: the server must have a bucket `stored`, and a bucket `computed` of a
  /// hundred million keys `img%09d.jpg`. Prints a line for each round; the first ones still warm
  /// the server up.
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    CostProbe probe = new CostProbe(URI.create(args[0]));
    byte[] content = new byte[OBJECT_BYTES];
    new SplittableRandom(1).nextBytes(content);
    probe.measure(
        "PUT of 4 KiB", PUTS, (connection, number) -> probe.put(connection, number, content));
    probe.measure("LIST of 1,000 computed keys", PAGES, probe::list);
  }

  private void measure(String name, int count, Request request)
      throws IOException, InterruptedException, ExecutionException {
    for (int round = 1; round <= ROUNDS; round++) {
      control("POST", "reset");
      try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
          int connection = i;
          running.add(
              connections.submit(() -> {
                send(connection, count, request);
                return null;
              }));
        }
        for (Future<?> one : running) {
          one.get();
        }
      }
      print(name, round, control("GET", "counters"));
    }
  }

  private static void print(String name, int round, String counters) {
    double cpuMillis = figure(counters, "cpu_nanos") / 1e6;
    double seconds = figure(counters, "wall_nanos") / 1e9;
    long requests = figure(counters, "requests");
    System.out.printf(
        Locale.ROOT,
        "%s, round %d: %.4f ms of the server's processor time each, %.0f a second%n",
        name,
        round,
        cpuMillis / requests,
        requests / seconds);
  }

  private static long figure(String counters, String name) {
    return counters
        .lines()
        .filter(line -> line.startsWith(name + ' '))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private byte[] put(int connection, int number, byte[] content) {
    String head =
        "PUT /stored/folder-%02d/file-%06d.bin HTTP/1.1\r\n".formatted(connection, number)
            + ("Host: " + endpoint.getAuthority() + "\r\n")
            + "Content-Type: application/octet-stream\r\n"
            + "x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n"
            + "x-amz-date: 20260101T000000Z\r\n"
            + "x-amz-meta-mtime: 1767225600.000000000\r\n"
            + ("Content-Length: " + content.length + "\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + content.length);
    bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private byte[] list(int connection, int number) {
    int from = (connection * PAGES + number) * 1000 % COMPUTED_KEYS;
    String head =
        "GET /computed?list-type=2&encoding-type=url&start-after=img%09d.jpg HTTP/1.1\r\n"
            .formatted(from);
    return (head + "Host: " + endpoint.getAuthority() + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void send(int connection, int count, Request request) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setTcpNoDelay(true);
      for (int number = 0; number < count; number++) {
        socket.getOutputStream().write(request.bytes(connection, number));
        skipAnswer(socket.getInputStream(), buffer);
      }
    }
  }

  private static void skipAnswer(InputStream in, byte[] buffer) throws IOException {
    int length = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      int count = in.read(buffer, length, buffer.length - length);
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
      length += count;
      headEnd = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    }
    String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("refused: " + head);
    }
    int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    int lineEnd = head.indexOf('\r', at);
    long left = Long.parseLong(lineEnd < 0 ? head.substring(at) : head.substring(at, lineEnd));
    left -= length - headEnd - 4L;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
      left -= count;
    }
  }

  /// Asks one of the server's control pages, over a connection of its own.
  private String control(String method, String page) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String head =
          method
              + " /_bench/"
              + page
              + " HTTP/1.1\r\nHost: "
              + endpoint.getAuthority()
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
