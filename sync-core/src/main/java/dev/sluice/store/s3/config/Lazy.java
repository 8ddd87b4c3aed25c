package dev.sluice.store.s3.config;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something dear to make, made when it is first asked for. Thread-safe.
///
/// @param <T> what
public final class Lazy<T> implements Supplier<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T value = made;
    if (value != null) {
      return value;
    }
    lock.lock();
    try {
      value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    } finally {
      lock.unlock();
    }
  }

  /// Gives it to `use`, if it was ever made.
  public void ifMade(Consumer<T> use) {
    T value = made;
    if (value != null) {
      use.accept(value);
    }
  }
}
