package dev.sluice.engine;

import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Copy;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Copies that found something in their way at the destination which the run is going to delete
/// anyway: a file where a directory is needed now, or the other way round. They wait until what is
/// in their way has been deleted. Thread-safe.
final class BlockedCopies implements AutoCloseable {

  /// So many keys are remembered, to tell what is in their way. Others wait with them: mostly it is
  /// one folder that all of them need.
  static final int MOST_REMEMBERED = 200_000;

  private final boolean waiting;
  private final Spool<Action> copies;
  private final Spool<Action> obstacles;
  private final Spool<Action> others;
  private final ConcurrentSkipListSet<String> keys = new ConcurrentSkipListSet<>();
  private final AtomicInteger remembered = new AtomicInteger();
  private volatile boolean ended;

  /// @param waiting whether waiting may help, because the run deletes
  /// @param spools makes queues
  BlockedCopies(boolean waiting, Supplier<Spool<Action>> spools) {
    this.waiting = waiting;
    this.copies = spools.get();
    this.obstacles = spools.get();
    this.others = spools.get();
  }

  /// Takes a copy that has just failed, if it is to be tried again later.
  ///
  /// @return whether it was taken; its outcome is then yet to come
  boolean take(Action action, Outcome outcome) {
    if (!waiting
        || ended
        || !(action instanceof Copy)
        || !(outcome instanceof Failed failed)
        || failed.kind() != Kind.OBSTRUCTED) {
      return false;
    }
    try {
      copies.add(action);
    } catch (SpoolException e) {
      return false; // it has failed then
    }
    if (remembered.incrementAndGet() <= MOST_REMEMBERED) {
      keys.add(action.key().value());
    }
    return true;
  }

  /// From now on nothing is taken: what fails once more has failed.
  void end() {
    ended = true;
    copies.end();
  }

  boolean isEmpty() {
    return copies.added() == 0;
  }

  /// Puts a deletion with those of what is in the way, or with all the others.
  void addDeletion(Action deletion) throws SpoolException {
    (isInTheWay(deletion.key()) ? obstacles : others).add(deletion);
  }

  /// All deletions are there.
  void endDeletions() {
    obstacles.end();
    others.end();
  }

  /// How many copies and deletions are left in the queues.
  long left() {
    return copies.size() + obstacles.size() + others.size();
  }

  private boolean isInTheWay(Key deleted) {
    String text = deleted.value();
    String below = text + "/";
    String first = keys.ceiling(below);
    if (first != null && first.startsWith(below)) {
      return true;
    }
    for (int slash = text.indexOf('/'); slash != -1; slash = text.indexOf('/', slash + 1)) {
      if (keys.contains(text.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /// The copies that wait.
  Spool<Action> copies() {
    return copies;
  }

  /// The deletions that are to come first.
  Spool<Action> obstacles() {
    return obstacles;
  }

  /// The deletions that are to come last.
  Spool<Action> others() {
    return others;
  }

  /// The keys of the copies that wait, or the first of them.
  List<Key> keys() {
    List<Key> all = new ArrayList<>();
    keys.forEach(key -> all.add(Key.of(key)));
    return all;
  }

  @Override
  public void close() {
    copies.close();
    obstacles.close();
    others.close();
  }
}
