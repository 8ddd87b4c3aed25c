package dev.sluice.cli;

import dev.sluice.cli.output.Console;
import dev.sluice.flow.Cancellation;
import dev.sluice.report.RunStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// What SIGINT and SIGTERM do: the first drains the run, the second leaves at once.
///
/// The JDK offers no other way than `sun.misc.Signal`, which the compiler warns of and no warning
/// may be kept; so it is reached by reflection. Where it is missing, signals end the program as
/// they end any.
final class Signals {

  private final AtomicInteger received = new AtomicInteger();
  private final Cancellation cancellation;
  private final Console console;

  private Signals(Cancellation cancellation, Console console) {
    this.cancellation = cancellation;
    this.console = console;
  }

  static void install(Cancellation cancellation, Console console) {
    Signals signals = new Signals(cancellation, console);
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        handle(name, signals::received);
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

  /// The virtual machine runs this on a thread of its own for each signal.
  private void received() {
    if (received.incrementAndGet() > 1) {
      cancellation.stop();
      Runtime.getRuntime().halt(RunStatus.INTERRUPTED.exitCode());
    }
    console.error("sluice: interrupted; finishing what is under way (again to leave at once)");
    cancellation.drain();
  }
}
