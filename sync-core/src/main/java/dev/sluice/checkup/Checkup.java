package dev.sluice.checkup;

import dev.sluice.store.StoreException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks at one thing after the other, tells what it found of each as soon as it is found, and
/// leaves out what builds on something that does not work. Used by one thread.
public final class Checkup {

  /// Looks at one thing.
  @FunctionalInterface
  public interface Look {
    /// Says what it finds.
    ///
    /// @throws StoreException if it does not work
    Finding look() throws StoreException, InterruptedException;
  }

  private final Consumer<Check> listener;
  private final BooleanSupplier goesOn;
  private final Map<CheckName, Finding> found = new EnumMap<>(CheckName.class);

  /// @param listener is told of each check
  /// @param goesOn whether there is to be another check
  public Checkup(Consumer<Check> listener, BooleanSupplier goesOn) {
    this.listener = listener;
    this.goesOn = goesOn;
  }

  /// Looks at something.
  ///
  /// @param needs what has to have passed before
  /// @return what was found
  /// @throws InterruptedException if there is to be no other check
  public Finding check(CheckName name, List<CheckName> needs, Look look)
      throws InterruptedException {
    if (!goesOn.getAsBoolean()) {
      throw new InterruptedException("asked to end");
    }
    return told(name, needs, look);
  }

  /// The same, even when there is to be no other check: for what has to be put in order.
  public Finding checkInAnyCase(CheckName name, Look look) throws InterruptedException {
    return told(name, List.of(), look);
  }

  private Finding told(CheckName name, List<CheckName> needs, Look look)
      throws InterruptedException {
    CheckName missing = missing(needs);
    Finding finding =
        missing == null ? found(look) : new Finding.Skipped("it needs " + missing.text());
    found.put(name, finding);
    listener.accept(new Check(name, finding));
    return finding;
  }

  private @Nullable CheckName missing(List<CheckName> needs) {
    return needs.stream().filter(each -> !hasPassed(each)).findFirst().orElse(null);
  }

  private static Finding found(Look look) throws InterruptedException {
    try {
      return look.look();
    } catch (StoreException e) {
      return new Finding.Failed(e.kind(), e.getMessage(), null);
    }
  }

  /// Whether something has been looked at and works.
  public boolean hasPassed(CheckName name) {
    Finding finding = found.get(name);
    return finding != null && finding.isPassed();
  }

  /// Whether something works, and something should be known about it.
  public boolean hasWarned(CheckName name) {
    return found.get(name) instanceof Finding.Warning;
  }

  /// The first failure, on which others may build; null where there is none.
  ///
  /// @param last what comes behind it does not count
  public Finding.@Nullable Failed firstFailure(CheckName last) {
    return firstFailure(name -> name.compareTo(last) <= 0);
  }

  /// The same of all.
  public Finding.@Nullable Failed firstFailure() {
    return firstFailure(_ -> true);
  }

  private Finding.@Nullable Failed firstFailure(Predicate<CheckName> counts) {
    for (Map.Entry<CheckName, Finding> each : found.entrySet()) {
      if (counts.test(each.getKey()) && each.getValue() instanceof Finding.Failed failed) {
        return failed;
      }
    }
    return null;
  }

  /// How many checks ended so.
  public long count(Class<? extends Finding> kind) {
    return found.values().stream().filter(kind::isInstance).count();
  }
}
