package dev.sluice.s3server.traffic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// Faults by rule, which tests add and remove while the server runs. Each rule counts the requests that match it, so that what
/// happens follows from the order of requests alone. Thread-safe.
///
///     server.faults().on(Operation.PUT_OBJECT).keyPrefix("a/").first(2).then(Fault.slowDown());
public final class FaultRules implements FaultPlan {

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /// Begins a rule for some operations, or for all when none is named. It is in force once
  /// [Pending#then] has been called.
  public Pending on(Operation... operations) {
    return new Pending(operations);
  }

  /// Removes all rules.
  public void clear() {
    rules.clear();
  }

  @Override
  public boolean isQuiet() {
    return rules.isEmpty();
  }

  @Override
  public List<Fault> faultsFor(RequestInfo request) {
    List<Fault> faults = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.strikes(request)) {
        faults.addAll(rule.faults);
      }
    }
    return faults;
  }

  /// A rule that is in force.
  public static final class Rule {
    private final Predicate<RequestInfo> matches;
    private final LongPredicate occurrences;
    private final List<Fault> faults;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong struck = new AtomicLong();

    private Rule(Predicate<RequestInfo> matches, LongPredicate occurrences, List<Fault> faults) {
      this.matches = matches;
      this.occurrences = occurrences;
      this.faults = faults;
    }

    private boolean strikes(RequestInfo request) {
      if (!matches.test(request) || !occurrences.test(matched.incrementAndGet())) {
        return false;
      }
      struck.incrementAndGet();
      return true;
    }

    /// How many requests matched it so far.
    public long matched() {
      return matched.get();
    }

    /// How many requests had its faults.
    public long struck() {
      return struck.get();
    }
  }

  /// A rule that is being written; without a word on occurrences it strikes always.
  public final class Pending {
    private Predicate<RequestInfo> matches;
    private LongPredicate occurrences = _ -> true;

    private Pending(Operation... operations) {
      if (operations.length == 0) {
        matches = _ -> true;
      } else {
        Set<Operation> wanted = EnumSet.copyOf(List.of(operations));
        matches = request -> wanted.contains(request.operation());
      }
    }

    public Pending bucket(String name) {
      return where(request -> name.equals(request.bucket()));
    }

    public Pending key(String key) {
      return where(request -> key.equals(request.key()));
    }

    public Pending keyPrefix(String prefix) {
      return where(request -> request.key() != null && request.key().startsWith(prefix));
    }

    public Pending where(Predicate<RequestInfo> condition) {
      matches = matches.and(condition);
      return this;
    }

    /// Strikes only the n-th request that matches, counted from 1.
    public Pending nth(long n) {
      occurrences = occurrence -> occurrence == n;
      return this;
    }

    /// Strikes the first n requests that match.
    public Pending first(long n) {
      occurrences = occurrence -> occurrence <= n;
      return this;
    }

    /// Strikes the n-th request that matches and all that follow.
    public Pending from(long n) {
      occurrences = occurrence -> occurrence >= n;
      return this;
    }

    /// Strikes every n-th request that matches.
    public Pending every(long n) {
      occurrences = occurrence -> occurrence % n == 0;
      return this;
    }

    /// Puts the rule in force.
    ///
    /// @param faults what happens, in this order
    public Rule then(Fault... faults) {
      Rule rule = new Rule(matches, occurrences, List.of(faults));
      rules.add(rule);
      return rule;
    }
  }
}
