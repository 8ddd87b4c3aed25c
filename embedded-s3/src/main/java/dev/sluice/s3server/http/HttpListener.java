package dev.sluice.s3server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Accepts connections and serves each on a thread of its own. Closing it closes every connection.
public final class HttpListener implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(10);
  private static final Duration CLOSING_TIME = Duration.ofSeconds(5);

  private final ServerSocketChannel server;
  private final HttpHandler handler;
  private final ThreadFactory threads;
  private final TrafficBytes traffic;
  private final ChannelLayer layer;
  private final Map<SocketChannel, Thread> open = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpListener(
      ServerSocketChannel server,
      HttpHandler handler,
      ThreadFactory threads,
      TrafficBytes traffic,
      ChannelLayer layer) {
    this.server = server;
    this.handler = handler;
    this.threads = threads;
    this.traffic = traffic;
    this.layer = layer;
  }

  /// Listens and begins to accept.
  ///
  /// @param threads makes one thread for each connection
  public static HttpListener start(
      InetSocketAddress address, HttpHandler handler, ThreadFactory threads, TrafficBytes traffic)
      throws IOException {
    return start(address, handler, threads, traffic, ChannelLayer.NONE);
  }

  /// Listens, and puts a layer over each connection.
  ///
  /// @param threads makes one thread for each connection
  public static HttpListener start(
      InetSocketAddress address,
      HttpHandler handler,
      ThreadFactory threads,
      TrafficBytes traffic,
      ChannelLayer layer)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    HttpListener listener = new HttpListener(server, handler, threads, traffic, layer);
    Thread.ofPlatform().name("s3server-accept").daemon(true).start(listener::acceptAll);
    return listener;
  }

  public int port() {
    return server.socket().getLocalPort();
  }

  private void acceptAll() {
    while (!closed.get()) {
      try {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread thread = threads.newThread(() -> serve(channel));
        open.put(channel, thread);
        thread.start();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // One connection could not be taken (too many open files, reset while queued); the next one
        // may be.
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        ByteChannel bytes = layer.over(channel)) {
      new HttpConnection(channel, bytes, handler, traffic).serve();
    } catch (IOException e) {
      // The peer is gone or was cut off on purpose: there is no one left to tell.
    } finally {
      open.remove(channel);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    server.close();
    // A handler may stand still on purpose; the interrupt also closes a channel that is being read.
    open.values().forEach(Thread::interrupt);
    for (SocketChannel channel : open.keySet()) {
      channel.close();
    }
    awaitThreads();
  }

  /// Waits a while for the connections' threads, which may be using what is closed next.
  private void awaitThreads() {
    long deadline = System.nanoTime() + CLOSING_TIME.toNanos();
    try {
      for (Thread thread : open.values()) {
        long left = deadline - System.nanoTime();
        if (left > 0 && !thread.equals(Thread.currentThread())) {
          thread.join(Duration.ofNanos(left));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
