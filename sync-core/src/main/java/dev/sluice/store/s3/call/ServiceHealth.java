package dev.sluice.store.s3.call;

import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.config.S3Runtime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whether the service answers, as all calls of a connection have found out together.
///
/// While it is away, calls wait, and one at a time asks, after a pause, by sending its own request:
/// the first answer, whatever it says, lets all of them go on. Who asks changes each time, so that
/// a request which the service cannot bear holds up no other. A service that stays away for longer
/// than its [dev.sluice.flow.RetryPolicy#outage] is given up. Thread-safe.
public final class ServiceHealth {

  /// A service that has never answered is a wrong address rather than a passing fault.
  private static final int ASKS_BEFORE_FIRST_ANSWER = 3;

  /// All wait for the one who asks, so it does not pause for as long as one of many would.
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  /// Silence for so long is told.
  private static final Duration WORTH_TELLING = Duration.ofSeconds(8);

  /// What follows from a failed attempt.
  enum Presence {
    /// The service is there: what failed is the attempt's own affair.
    PRESENT,
    /// The service is away: to be tried again when it is one's turn.
    AWAY,
    /// The service has been away for too long.
    GIVEN_UP
  }

  /// One time in which the service is away. Guarded by the lock.
  private static final class Outage {
    private final long sinceNanos;
    private final S3Address firstMet;
    private boolean isCertain;
    private boolean isGivenUp;
    private boolean isAsking;
    private boolean isHandedOver;
    private int waiting;
    private int asks = 1;

    Outage(long sinceNanos, S3Address firstMet) {
      this.sinceNanos = sinceNanos;
      this.firstMet = firstMet;
    }
  }

  private final S3Runtime runtime;
  private final String service;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turn = lock.newCondition();
  private volatile @Nullable Outage outage;
  private volatile boolean everAnswered;
  private volatile long answeredNanos;

  /// Requests that have no body to wait for, each with the time when it was sent.
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

  /// Whether the user was told that the service is away, and since when it is.
  private volatile boolean isTold;

  private long toldSinceNanos;

  /// A request that a service which is well answers at once. Compared by identity.
  static final class Waiting {
    private final long sinceNanos;

    private Waiting(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /// @param service its name for the user
  ServiceHealth(S3Runtime runtime, String service) {
    this.runtime = runtime;
    this.service = service;
    this.answeredNanos = runtime.time().nanos();
  }

  /// Waits while the service is away and it is somebody else's turn to ask.
  ///
  /// @return whether the caller is the one who asks, and must say [#asked] afterwards
  boolean await() throws InterruptedException {
    if (outage == null) {
      return false;
    }
    Duration pause;
    lock.lockInterruptibly();
    try {
      Outage current = outage;
      if (current == null || !takesTurn(current)) {
        return false;
      }
      pause = runtime.retries().delayAfter(current.asks, runtime.random());
    } finally {
      lock.unlock();
    }
    boolean hasPaused = false;
    try {
      runtime.time().sleep(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE);
      hasPaused = true;
      return true;
    } finally {
      if (!hasPaused) {
        asked();
      }
    }
  }

  /// @return false where there is nothing to wait for any more
  private boolean takesTurn(Outage current) throws InterruptedException {
    while (!current.isGivenUp && (current.isAsking || current.waiting > 0)) {
      current.waiting++;
      try {
        turn.await();
      } catch (InterruptedException e) {
        passOn(current);
        throw e;
      } finally {
        current.waiting--;
      }
      if (outage != current || current.isGivenUp) {
        return false;
      }
      if (current.isHandedOver) {
        current.isHandedOver = false;
        return true;
      }
    }
    current.isAsking = !current.isGivenUp;
    return current.isAsking;
  }

  /// Gives the turn to another, if it has just been given to the caller, who leaves.
  private void passOn(Outage current) {
    if (current.isHandedOver && current.waiting > 1) {
      turn.signal();
    } else if (current.isHandedOver) {
      current.isHandedOver = false;
      current.isAsking = false;
    }
  }

  /// Whoever asked has done so, or will not: the next one's turn.
  void asked() {
    lock.lock();
    try {
      Outage current = outage;
      if (current != null) {
        boolean hasNext = current.waiting > 0 && !current.isGivenUp;
        current.isAsking = hasNext;
        current.isHandedOver = hasNext;
        if (hasNext) {
          turn.signal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// The service has answered something.
  void answered() {
    answeredNanos = runtime.time().nanos();
    if (!everAnswered) {
      everAnswered = true;
    }
    if (outage != null || isTold) {
      end();
    }
  }

  private void end() {
    lock.lock();
    try {
      outage = null;
      turn.signalAll();
      if (isTold) {
        isTold = false;
        runtime.observer().back(service, since(toldSinceNanos));
      }
    } finally {
      lock.unlock();
    }
  }

  /// An attempt found the service absent.
  ///
  /// @param absence how certainly, doubtful or certain
  /// @param begunNanos when the attempt began: what was answered since speaks for the service
  /// @param hasAsked whether the attempt was the one that asks for all
  Presence failed(
      Absence absence, S3Fault fault, S3Address address, long begunNanos, boolean hasAsked) {
    lock.lock();
    try {
      Outage current = outage;
      long now = runtime.time().nanos();
      if (current == null) {
        if (everAnswered && answeredNanos - begunNanos > 0) {
          return Presence.PRESENT;
        }
        current = new Outage(begunNanos, address);
        outage = current;
      } else if (hasAsked) {
        current.asks++;
      }
      current.isCertain |= absence == Absence.CERTAIN || !address.equals(current.firstMet);
      // One that has never answered is given up at once, which tells more; if it is slow in that,
      // its silence is told.
      if (everAnswered && (absence == Absence.CERTAIN || current.asks > 1)) {
        tell(current.sinceNanos, fault.said());
      }
      boolean isOver =
          now - current.sinceNanos >= runtime.retries().outage().toNanos()
              || (!everAnswered && current.asks >= ASKS_BEFORE_FIRST_ANSWER);
      if (isOver && !current.isGivenUp) {
        current.isGivenUp = true;
        turn.signalAll();
      }
      return current.isGivenUp ? Presence.GIVEN_UP : Presence.AWAY;
    } finally {
      lock.unlock();
    }
  }

  private void tell(long sinceNanos, String said) {
    if (!isTold) {
      isTold = true;
      toldSinceNanos = sinceNanos;
      runtime.observer().away(service, said, runtime.retries().outage());
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(runtime.time().nanos() - nanos);
  }

  /// A request without a body goes out, and is answered at once by a service that is well.
  ///
  /// @param nowNanos the time, which the caller has just read
  /// @return to be given to [#hasEnded]
  Waiting hasBegun(long nowNanos) {
    Waiting one = new Waiting(nowNanos);
    waiting.add(one);
    return one;
  }

  void hasEnded(Waiting one) {
    waiting.remove(one);
  }

  /// Tells of a service that lets such requests wait and answers nothing else either. To be called
  /// every second or so.
  void lookForSilence() {
    for (Waiting one : waiting) {
      Duration silence = since(one.sinceNanos);
      if (silence.compareTo(WORTH_TELLING) >= 0 && answeredNanos - one.sinceNanos <= 0) {
        lock.lock();
        try {
          tell(one.sinceNanos, "no answer for " + silence.toSeconds() + " s");
        } finally {
          lock.unlock();
        }
        return;
      }
    }
  }

  /// Whether the service itself is what failed, rather than a single request that it cannot bear.
  boolean isCertainlyAway() {
    lock.lock();
    try {
      Outage current = outage;
      return current != null && (current.isCertain || !everAnswered);
    } finally {
      lock.unlock();
    }
  }
}
