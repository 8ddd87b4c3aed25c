package dev.sluice.cli.command.context;

import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Prompt;
import dev.sluice.cli.output.text.ServiceLines;
import dev.sluice.flow.CancellableCall;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.system.ProcessLimits;
import dev.sluice.model.UsageException;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What commands run in.
///
/// @param console where they write
/// @param cancellation by which signals ask them to end
/// @param variables environment variables by name; null where one is not set
/// @param limits tells what the system lets this process have
/// @param prompt asks the user
public record CommandContext(
    Console console,
    Cancellation cancellation,
    UnaryOperator<@Nullable String> variables,
    Supplier<ProcessLimits> limits,
    Prompt prompt) {

  /// Makes one with this process's environment.
  public CommandContext(Console console, Cancellation cancellation) {
    this(console, cancellation, name -> name == null ? null : System.getenv(name));
  }

  /// Makes one with this process's limits.
  public CommandContext(
      Console console, Cancellation cancellation, UnaryOperator<@Nullable String> variables) {
    this(console, cancellation, variables, ProcessLimits::ofProcess);
  }

  /// Makes one with this process's terminal, if there is one.
  public CommandContext(
      Console console,
      Cancellation cancellation,
      UnaryOperator<@Nullable String> variables,
      Supplier<ProcessLimits> limits) {
    this(console, cancellation, variables, limits, Prompt.at(console.screen()));
  }

  /// What can be done at once here.
  ///
  /// @param transfers how many are wanted
  /// @param listings how many are wanted
  /// @throws StoreException if that is nothing
  public Capacity capacity(int transfers, int listings) throws StoreException {
    ProcessLimits found = limits.get();
    String tooLittle = Capacity.tooLittle(found);
    if (tooLittle != null) {
      throw new StoreException(StoreException.Kind.EXHAUSTED, tooLittle);
    }
    return Capacity.of(found, transfers, listings);
  }

  /// The stores of one invocation, its caller's to close. What they are not answered for long is
  /// told.
  ///
  /// @throws StoreException if nothing can be opened
  public Stores stores(Stores.Settings settings) throws StoreException {
    return stores(settings, capacity(settings.workers(), 1));
  }

  /// The same for this much at once.
  public Stores stores(Stores.Settings settings, Capacity capacity) {
    Stores stores = stores(settings, capacity, new ServiceLines(console, false));
    stores.watch();
    return stores;
  }

  /// The same, telling another what they wait for, and of single calls only if asked to
  /// ([Stores#watch]).
  public Stores stores(Stores.Settings settings, Capacity capacity, ServiceObserver observer) {
    return new Stores(settings, capacity, cancellation, variables, observer);
  }

  /// The same in another environment.
  public CommandContext with(UnaryOperator<@Nullable String> newVariables) {
    return new CommandContext(console, cancellation, newVariables, limits, prompt);
  }

  /// What waits on stores.
  @FunctionalInterface
  public interface Waiting<T> {
    /// Does it.
    T run() throws UsageException, StoreException, InterruptedException;
  }

  /// Runs something that waits on stores outside of a run of the engine, such that a signal ends it
  /// at once, whatever the store does.
  ///
  /// @throws InterruptedException if a signal came
  public <T> T interruptibly(Waiting<T> body)
      throws UsageException, StoreException, InterruptedException {
    try {
      return CancellableCall.call(cancellation, body::run);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UsageException usage -> throw usage;
        case StoreException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException defect -> throw defect;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
