package dev.sluice.engine;

import dev.sluice.store.EntryCursor;
import dev.sluice.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes something happen at a certain moment of a listing: before a store gives its n-th entry, of
/// all that its cursors give together.
final class AtNthEntry {

  /// What happens.
  @FunctionalInterface
  interface Event {
    void happen() throws Exception;
  }

  private AtNthEntry() {}

  /// @param store any store
  /// @param n counted from 1
  static Store of(Store store, int n, Event event) {
    AtomicInteger given = new AtomicInteger();
    return proxy(
        Store.class,
        store,
        (name, result) ->
            name.equals("list")
                ? proxy(
                    EntryCursor.class,
                    (EntryCursor) result,
                    (_, given2) -> given2,
                    called -> {
                      if (called.equals("next") && given.incrementAndGet() == n) {
                        event.happen();
                      }
                    })
                : result,
        _ -> {});
  }

  @FunctionalInterface
  private interface After {
    Object change(String method, Object result);
  }

  @FunctionalInterface
  private interface Before {
    void run(String method) throws Exception;
  }

  private static <T> T proxy(Class<T> type, T inner, After after, Before before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              before.run(method.getName());
              try {
                return after.change(method.getName(), method.invoke(inner, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
