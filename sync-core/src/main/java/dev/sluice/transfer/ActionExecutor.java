package dev.sluice.transfer;

import dev.sluice.content.Comparer;
import dev.sluice.content.Comparer.Finding;
import dev.sluice.content.Ladder;
import dev.sluice.content.Sides;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.Refuse;
import dev.sluice.plan.Action.Skip;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.Outcome.Deleted;
import dev.sluice.transfer.Outcome.Differs;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Planned;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Carries out planned actions as the mode has it; no thread pool. What a run does by its mode is
/// decided here and nowhere else, though reports show the mode too: [Perform] does them, [Rehearse]
/// says what would be done (a dry run), [Verify] says what differs. Thread-safe; blocks its caller.
public abstract sealed class ActionExecutor {

  private final Comparer comparer;
  private final @Nullable ContentIndex contents;
  private final boolean includesTargetOnly;

  private ActionExecutor(
      Comparer comparer, @Nullable ContentIndex contents, boolean includesTargetOnly) {
    this.comparer = comparer;
    this.contents = contents;
    this.includesTargetOnly = includesTargetOnly;
  }

  /// The one that `policy` asks for.
  ///
  /// @param readBytes is told of the bytes that are read for comparing, as they are
  public static ActionExecutor of(
      SyncPolicy policy,
      Sides sides,
      TransferResources limits,
      InFlight inFlight,
      LongConsumer readBytes) {
    boolean verifies = policy.mode() == SyncPolicy.Mode.VERIFY;
    Ladder ladder = new Ladder(policy.comparison(), verifies);
    Comparer comparer = new Comparer(sides, ladder, limits.memory(), limits.cpu(), readBytes);
    boolean deletes = policy.deletion().enabled();
    CopyRules rules = CopyRules.of(policy);
    return switch (policy.mode()) {
      case SYNC ->
          new Perform(
              comparer,
              sides,
              new Transferrer(sides, rules, limits, inFlight, comparer),
              rules,
              limits.contents(),
              deletes);
      case DRY_RUN -> new Rehearse(comparer, deletes);
      case VERIFY -> new Verify(comparer);
    };
  }

  /// Whether content that the destination has under another key is copied there: where files go to
  /// a service that can copy, or anything to a folder of which something is remembered, and
  /// contents are compared.
  public static boolean copiesAtDestination(SyncPolicy policy, Sides sides) {
    return policy.copiesAtDestination()
        && policy.mode() == SyncPolicy.Mode.SYNC
        && policy.comparesContents()
        && (sides.source().properties().fileSystem() || sides.target().properties().fileSystem())
        && sides.target().serverCopy().filter(ServerCopy::knowsContents).isPresent();
  }

  /// Whether entries that the destination alone has matter: to be deleted, or to be told of.
  public final boolean includesTargetOnly() {
    return includesTargetOnly;
  }

  /// Whether anything is changed at the destination.
  public final boolean writes() {
    return this instanceof Perform;
  }

  /// Whether a copy may turn out to need nothing to be sent, once all that the destination has was
  /// listed.
  public boolean mayFindTwin(Copy copy) {
    return false;
  }

  /// The outcome of an action that takes neither time nor turn.
  ///
  /// @return empty for one that has to wait for its turn
  public final Optional<Outcome> atOnce(Action action) {
    return switch (action) {
      case Skip(Key key, SkipReason reason, long sizeBytes, Evidence by) ->
          Optional.of(new Skipped(key, reason, sizeBytes, by));
      case Refuse(Key key, String message) ->
          Optional.of(new Failed(key, StoreException.Kind.OTHER, message, FailedAt.LISTING));
      case Copy copy -> insteadOf(copy);
      case Delete delete -> insteadOf(delete);
      case Compare _ -> Optional.empty();
    };
  }

  /// What is said of a copy that is not made; empty where it is.
  Optional<Outcome> insteadOf(Copy copy) {
    return Optional.empty();
  }

  /// The same of a deletion.
  Optional<Outcome> insteadOf(Delete delete) {
    return Optional.empty();
  }

  /// Compares two contents.
  ///
  /// @return what is to be done next: a [Copy] or a [Skip]
  public final Action compare(Compare compare) throws StoreException, InterruptedException {
    Finding finding = comparer.compare(compare.source(), compare.target());
    return switch (finding.verdict()) {
      case EQUAL -> {
        if (contents != null) {
          contents.see(compare.target());
        }
        yield skip(compare, SkipReason.UP_TO_DATE, finding);
      }
      case EQUAL_BY_TIME -> skip(compare, SkipReason.EQUAL_BY_TIME, finding);
      case UNKNOWN -> skip(compare, SkipReason.INCOMPARABLE, finding);
      case DIFFERENT -> copy(compare, CopyReason.CONTENT, finding);
      case NEWER -> copy(compare, CopyReason.TIME, finding);
    };
  }

  private static Skip skip(Compare compare, SkipReason reason, Finding finding) {
    return new Skip(compare.key(), reason, compare.source().sizeBytes(), finding.by());
  }

  private static Copy copy(Compare compare, CopyReason reason, Finding finding) {
    return new Copy(compare.source(), compare.target(), reason, finding.by());
  }

  /// Carries out a copy whose turn has come.
  public abstract Outcome copy(Copy copy) throws InterruptedException;

  /// Carries out deletions whose turn has come.
  ///
  /// @param batch at most as many as the destination deletes at once
  /// @return one outcome each
  public abstract List<Outcome> delete(List<Delete> batch) throws InterruptedException;

  /// Does what is planned.
  private static final class Perform extends ActionExecutor {
    private final Store source;
    private final Store target;
    private final boolean hasContents;
    private final CopyConflicts copies;
    private final boolean overwritesChanged;

    Perform(
        Comparer comparer,
        Sides sides,
        Transferrer transferrer,
        CopyRules rules,
        @Nullable ContentIndex contents,
        boolean deletes) {
      super(comparer, contents, deletes);
      this.source = sides.source();
      this.target = sides.target();
      this.hasContents = contents != null;
      this.copies = new CopyConflicts(target, transferrer, comparer);
      this.overwritesChanged = rules.overwritesChanged();
    }

    @Override
    public boolean mayFindTwin(Copy copy) {
      return hasContents
          && copy.reason() == CopyReason.NEW
          && copy.source().sizeBytes() > 0
          && (!target.properties().fileSystem() || mayBeKnown(copy.source()));
    }

    /// Whether it may be known what is in an entry before it is read: of a file perhaps only once
    /// it was listed where it was before.
    private boolean mayBeKnown(Entry entry) {
      return switch (entry.fingerprint()) {
        case Fingerprint.Md5 _, Fingerprint.MultipartETag _, Fingerprint.Remembered _ -> true;
        case Fingerprint.Unread _ ->
            source.serverCopy().filter(ServerCopy::knowsContents).isPresent();
        case Fingerprint.Opaque _ -> false;
      };
    }

    @Override
    public Outcome copy(Copy copy) throws InterruptedException {
      return copies.copy(copy);
    }

    @Override
    public List<Outcome> delete(List<Delete> batch) throws InterruptedException {
      Map<Key, Outcome> outcomes = new LinkedHashMap<>();
      batch.forEach(delete -> outcomes.put(delete.key(), new Deleted(delete.target())));
      try {
        for (DeleteFailure failure :
            target.delete(batch.stream().map(this::asDecidedOn).toList())) {
          outcomes.put(failure.key(), failed(failure.key(), failure.error()));
        }
      } catch (StoreException e) {
        outcomes.replaceAll((key, _) -> failed(key, e));
      }
      return List.copyOf(outcomes.values());
    }

    /// What is to be deleted: as it was listed, unless that does not matter.
    private Entry asDecidedOn(Delete delete) {
      return overwritesChanged ? delete.target().withoutETag() : delete.target();
    }

    private static Failed failed(Key key, StoreException e) {
      return new Failed(key, e.kind(), e.getMessage(), FailedAt.DESTINATION);
    }
  }

  /// Says what would be done. A deletion waits for its turn all the same, since it may be refused.
  private static final class Rehearse extends ActionExecutor {
    Rehearse(Comparer comparer, boolean deletes) {
      super(comparer, null, deletes);
    }

    @Override
    Optional<Outcome> insteadOf(Copy copy) {
      return Optional.of(new Planned(copy));
    }

    @Override
    public Outcome copy(Copy copy) {
      return new Planned(copy);
    }

    @Override
    public List<Outcome> delete(List<Delete> batch) {
      return batch.stream().<Outcome>map(Planned::new).toList();
    }
  }

  /// Says what differs.
  private static final class Verify extends ActionExecutor {
    Verify(Comparer comparer) {
      super(comparer, null, true);
    }

    @Override
    Optional<Outcome> insteadOf(Copy copy) {
      return Optional.of(copy(copy));
    }

    @Override
    Optional<Outcome> insteadOf(Delete delete) {
      return Optional.of(extra(delete));
    }

    @Override
    public Outcome copy(Copy copy) {
      return new Differs(
          copy.key(),
          switch (copy.reason()) {
            case NEW -> DifferenceKind.MISSING;
            case SIZE -> DifferenceKind.SIZE;
            case CONTENT, TIME -> DifferenceKind.CONTENT;
          },
          copy.by());
    }

    @Override
    public List<Outcome> delete(List<Delete> batch) {
      return batch.stream().map(Verify::extra).toList();
    }

    private static Outcome extra(Delete delete) {
      return new Differs(delete.key(), DifferenceKind.EXTRA);
    }
  }
}
