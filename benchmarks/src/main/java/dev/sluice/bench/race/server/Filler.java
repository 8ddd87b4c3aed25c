package dev.sluice.bench.race.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Fills a bucket before a race, as cheaply as it can be done: PUTs over plain connections that are
/// kept open. Only over plain HTTP, only files that fit into memory.
public final class Filler {

  private final URI endpoint;
  private final int connections;

  /// Fills buckets of one server.
  ///
  /// @param connections how many at once; many where the server answers late
  public Filler(URI endpoint, int connections) {
    this.endpoint = endpoint;
    this.connections = connections;
  }

  /// Puts every file of a tree under its path.
  public void fill(String bucket, Path root) throws IOException, InterruptedException {
    try (Stream<Path> walk = Files.walk(root);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Iterator<Path> files = walk.filter(Files::isRegularFile).iterator();
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        calls.add(() -> putFrom(files, bucket, root));
      }
      for (Future<Integer> future : executor.invokeAll(calls)) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the bucket could not be filled: " + e.getCause(), e);
    }
  }

  private int putFrom(Iterator<Path> files, String bucket, Path root) throws IOException {
    int count = 0;
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream answers = new BufferedInputStream(socket.getInputStream());
      for (Path file = next(files); file != null; file = next(files)) {
        String path = "/" + bucket + "/" + root.relativize(file);
        socket.getOutputStream().write(request(path, Files.readAllBytes(file)));
        readAnswer(answers, path);
        count++;
      }
    }
    return count;
  }

  private static @Nullable Path next(Iterator<Path> files) {
    synchronized (files) {
      return files.hasNext() ? files.next() : null;
    }
  }

  private byte[] request(String path, byte[] content) {
    byte[] head =
        "PUT %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, endpoint.getHost(), endpoint.getPort(), content.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + content.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(content, 0, request, head.length, content.length);
    return request;
  }

  private static void readAnswer(InputStream answers, String path) throws IOException {
    String status = line(answers);
    long length = 0;
    for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    answers.skipNBytes(length);
    if (!status.contains(" 200 ")) {
      throw new IOException("PUT " + path + ": " + status);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
