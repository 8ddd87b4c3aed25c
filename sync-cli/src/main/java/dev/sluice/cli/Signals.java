package dev.sluice.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// SIGINT, SIGTERM and SIGHUP: each asks the program to end. One that was ignored when the program
/// was started (SIGHUP under `nohup`) stays ignored.
///
/// The JDK offers no other way than `sun.misc.Signal`, which the compiler warns of and no warning
/// may be kept; so it is reached by reflection. Where it is missing, signals end the program as
/// they end any.
final class Signals {

  private Signals() {}

  /// @param requested runs for each signal, on a thread of its own
  static void install(Runnable requested) {
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      try {
        handle(name, requested);
      } catch (ReflectiveOperationException e) {
        // Without a handler the default applies: the program ends, and the next run converges.
      }
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, args) ->
                switch (method.getName()) {
                  case "handle" -> {
                    action.run();
                    yield null;
                  }
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> false; // never compared, and not worth a warning's suppression
                  default -> "sluice's signal handler";
                });
    try {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      // the signal is taken by the virtual machine, as with -Xrs: the default stays
      throw new ReflectiveOperationException(e);
    }
  }
}
