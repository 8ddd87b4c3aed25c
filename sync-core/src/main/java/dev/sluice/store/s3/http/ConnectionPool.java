package dev.sluice.store.s3.http;

import dev.sluice.flow.Unanswered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All connections of a transport: those that are idle, the last used first, and those in use.
/// Thread-safe.
final class ConnectionPool {

  /// One idle for longer is looked at before it is used again: its server may have closed it.
  private static final long SUSPECT_NANOS = Duration.ofSeconds(2).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, ArrayDeque<SocketConnection>> idle = new HashMap<>();
  private final Set<SocketConnection> all = new HashSet<>();
  private final long maxIdleNanos;
  private boolean closed;

  ConnectionPool(Duration maxIdle) {
    this.maxIdleNanos = maxIdle.toNanos();
  }

  /// An idle connection that is still open.
  ///
  /// @return null where there is none
  @Nullable SocketConnection take(Origin origin) {
    SocketConnection connection;
    while ((connection = poll(origin)) != null) {
      long idleNanos = connection.idleNanos(System.nanoTime());
      if (idleNanos < SUSPECT_NANOS || (idleNanos < maxIdleNanos && !connection.isStale())) {
        return connection;
      }
      drop(connection);
    }
    return null;
  }

  private @Nullable SocketConnection poll(Origin origin) {
    lock.lock();
    try {
      ArrayDeque<SocketConnection> connections = idle.get(origin);
      return connections == null ? null : connections.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  /// A new connection, in use.
  void add(SocketConnection connection) {
    lock.lock();
    try {
      all.add(connection);
      if (!closed) {
        return;
      }
    } finally {
      lock.unlock();
    }
    connection.close();
  }

  /// The connection is free for the next.
  void giveBack(SocketConnection connection) {
    lock.lock();
    try {
      if (!closed) {
        idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>()).addFirst(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    drop(connection);
  }

  /// The connection is of no more use.
  void drop(SocketConnection connection) {
    lock.lock();
    try {
      all.remove(connection);
    } finally {
      lock.unlock();
    }
    connection.close();
  }

  /// Ends exchanges that have not moved for `stall` or are overdue, and closes what has been idle
  /// for too long.
  void sweep(Duration stall) {
    long now = System.nanoTime();
    for (SocketConnection connection : snapshot()) {
      if (connection.stalledNanos(now) > stall.toNanos() || connection.isOverdue(now)) {
        connection.abort();
      }
    }
    for (SocketConnection connection : expired(now)) {
      drop(connection);
    }
  }

  /// The requests on which nothing has moved for `atLeast`.
  List<Unanswered> unanswered(Duration atLeast) {
    long now = System.nanoTime();
    List<Unanswered> found = new ArrayList<>();
    for (SocketConnection connection : snapshot()) {
      Unanswered request = connection.unanswered(now, atLeast);
      if (request != null) {
        found.add(request);
      }
    }
    return found;
  }

  private List<SocketConnection> snapshot() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /// Closes all that are idle.
  void dropIdle() {
    List<SocketConnection> dropped = new ArrayList<>();
    lock.lock();
    try {
      idle.values().forEach(dropped::addAll);
      idle.clear();
    } finally {
      lock.unlock();
    }
    dropped.forEach(this::drop);
  }

  private List<SocketConnection> expired(long now) {
    List<SocketConnection> expired = new ArrayList<>();
    lock.lock();
    try {
      for (ArrayDeque<SocketConnection> connections : idle.values()) {
        SocketConnection oldest;
        while ((oldest = connections.peekLast()) != null && oldest.idleNanos(now) > maxIdleNanos) {
          expired.add(connections.removeLast());
        }
      }
    } finally {
      lock.unlock();
    }
    return expired;
  }

  /// Closes all of them, those in use too.
  void close() {
    lock.lock();
    try {
      closed = true;
      idle.clear();
    } finally {
      lock.unlock();
    }
    snapshot().forEach(this::drop);
  }
}
