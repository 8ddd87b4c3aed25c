package dev.sluice.plan;

import dev.sluice.diff.Difference;
import dev.sluice.model.Entry;
import dev.sluice.model.NotAFile;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.Refuse;
import dev.sluice.plan.Action.Skip;
import dev.sluice.plan.Action.SkipReason;

/// The pure function from a difference to an action. Immutable and thread-safe.
public final class Planner {

  private final boolean includesTargetOnly;

  /// @param includesTargetOnly whether what the destination alone has is to go, where that is
  ///   allowed
  public Planner(boolean includesTargetOnly) {
    this.includesTargetOnly = includesTargetOnly;
  }

  /// What to do about `difference`.
  public Action plan(Difference difference) {
    return switch (difference) {
      case Difference.SourceOnly(Entry source) -> new Copy(source, null, CopyReason.NEW);
      case Difference.TargetOnly(Entry target) ->
          includesTargetOnly ? new Delete(target) : skip(target, SkipReason.NOT_DELETED);
      case Difference.Same(Entry source, _, var by) ->
          new Skip(source.key(), SkipReason.UP_TO_DATE, source.sizeBytes(), by);
      case Difference.SizeDiffers(Entry source, Entry target) ->
          new Copy(source, target, CopyReason.SIZE);
      case Difference.Unclear(Entry source, Entry target) -> new Compare(source, target);
      case Difference.NotSampled(Entry source, _) -> skip(source, SkipReason.NOT_SAMPLED);
      case Difference.Excluded(var key) -> new Skip(key, SkipReason.EXCLUDED, 0);
      case Difference.DirectoryMarker(var key) -> new Skip(key, SkipReason.DIRECTORY_MARKER, 0);
      case Difference.SourceNotAFile(NotAFile found) ->
          new Skip(found.key(), reasonOf(found.reason()), 0);
      case Difference.SideUnlisted(var part, boolean sourceSide) ->
          new Refuse(
              part.key(),
              "list " + part.key() + " at the " + side(sourceSide) + ": " + part.cause());
      case Difference.Hidden(Entry seen, var by, boolean sourceSide) ->
          new Refuse(
              seen.key(),
              "compare "
                  + seen.key()
                  + ": "
                  + by.key()
                  + " at the "
                  + side(!sourceSide)
                  + " could not be listed");
    };
  }

  private static String side(boolean source) {
    return source ? "source" : "destination";
  }

  private static Skip skip(Entry entry, SkipReason reason) {
    return new Skip(entry.key(), reason, entry.sizeBytes());
  }

  private static SkipReason reasonOf(NotAFile.Reason reason) {
    return switch (reason) {
      case SYMBOLIC_LINK -> SkipReason.SYMBOLIC_LINK;
      case BROKEN_LINK -> SkipReason.BROKEN_LINK;
      case SPECIAL_FILE -> SkipReason.SPECIAL_FILE;
    };
  }
}
