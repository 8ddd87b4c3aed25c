package dev.sluice.diff;

import dev.sluice.diff.Difference.DirectoryMarker;
import dev.sluice.diff.Difference.Excluded;
import dev.sluice.diff.Difference.Hidden;
import dev.sluice.diff.Difference.SideUnlisted;
import dev.sluice.diff.Difference.SourceNotAFile;
import dev.sluice.diff.Difference.SourceOnly;
import dev.sluice.diff.Difference.TargetOnly;
import dev.sluice.listing.RangeReader;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins the two cursors of one range into differences, in key order, in constant memory. Used by
/// one thread.
public final class MergeJoin implements RangeReader<Difference> {

  private final Side source;
  private final Side target;
  private final DiffRules rules;
  private final boolean leapfrogs;
  private KeyRange range;

  /// @param range what both cursors read
  /// @param source the source's cursor, which this join closes
  /// @param target the destination's cursor, likewise
  /// @param leapfrogs whether the destination's keys that the source does not have are of no
  ///   interest: they may then be left out, and are where that saves something
  public MergeJoin(
      KeyRange range, EntryCursor source, EntryCursor target, DiffRules rules, boolean leapfrogs) {
    this.range = range;
    this.leapfrogs = leapfrogs;
    this.source = new Side(source, "source");
    this.target = new Side(target, "destination");
    this.rules = rules;
  }

  /// {@inheritDoc}
  ///
  /// @throws StoreException also if a side is out of order
  @Override
  public @Nullable Difference next() throws StoreException, InterruptedException {
    while (true) {
      Listed left = source.peek();
      if (leapfrogs) {
        target.seek(left == null ? null : left.key());
      }
      Listed right = target.peek();
      if (left == null && right == null) {
        return null;
      }
      int order = left == null ? 1 : right == null ? -1 : left.key().compareTo(right.key());
      Difference difference =
          order < 0 ? ofSource(source.take()) : order > 0 ? ofTarget(target.take()) : ofBoth();
      if (difference != null) {
        return difference;
      }
    }
  }

  private Difference ofSource(Listed listed) {
    return switch (listed) {
      case Unlisted part -> source.notes(part, true);
      case NotAFile found ->
          rules.includes(found.key()) ? new SourceNotAFile(found) : new Excluded(found.key());
      case Entry entry -> {
        Difference ruledOut = ruledOut(entry, target.hiding(entry.key()), true);
        yield ruledOut == null ? new SourceOnly(entry) : ruledOut;
      }
    };
  }

  /// Null for what stands at the destination and is no file: it is no concern of a sync until
  /// something is written there.
  private @Nullable Difference ofTarget(Listed listed) {
    return switch (listed) {
      case Unlisted part -> target.notes(part, false);
      case NotAFile _ -> null;
      case Entry entry -> {
        Difference ruledOut = ruledOut(entry, source.hiding(entry.key()), false);
        yield ruledOut == null ? new TargetOnly(entry) : ruledOut;
      }
    };
  }

  /// What an entry that one side alone listed comes to before its absence on the other is believed;
  /// null for nothing.
  private @Nullable Difference ruledOut(
      Entry entry, @Nullable Unlisted hiddenBy, boolean sourceSide) {
    if (!rules.includes(entry.key())) {
      return new Excluded(entry.key());
    }
    if (rules.ignoresAsMarker(entry)) {
      return new DirectoryMarker(entry.key());
    }
    return hiddenBy == null ? null : new Hidden(entry, hiddenBy, sourceSide);
  }

  private @Nullable Difference ofBoth() throws StoreException, InterruptedException {
    Listed left = source.take();
    Listed right = target.take();
    if (left instanceof Entry from && right instanceof Entry to) {
      if (!rules.includes(from.key())) {
        return new Excluded(from.key());
      }
      return rules.ignoresAsMarker(from)
          ? new DirectoryMarker(from.key())
          : rules.compare(from, to);
    }
    if (right instanceof Unlisted part) {
      source.putBack(left);
      return target.notes(part, false);
    }
    if (left instanceof Unlisted part) {
      target.putBack(right);
      return source.notes(part, true);
    }
    return ofSource(left); // at least one of the two is no file
  }

  /// {@inheritDoc} What a side has looked ahead is in one of the parts again.
  @Override
  public List<KeyRange> partsAround(KeyRange stuck) {
    KeyRange left = range;
    for (Key joined : Arrays.asList(source.taken, target.taken)) {
      if (joined != null && left.canSplitAt(joined)) {
        left = left.above(joined);
      } else if (joined != null && left.isAfterLowerBound(joined)) {
        return List.of(); // it is all joined
      }
    }
    return left.around(stuck);
  }

  /// About how much is left to join: as much as on the side that has more.
  @Override
  public double keysLeft() {
    double ofSource = source.cursor.keysLeft();
    return leapfrogs ? ofSource : Math.max(ofSource, target.cursor.keysLeft());
  }

  @Override
  public List<KeyRange> split(int most) {
    boolean targetFirst = !leapfrogs && target.cursor.keysLeft() > source.cursor.keysLeft();
    List<Key> keys = splitKeys(targetFirst ? target : source, most + 1);
    if (keys.isEmpty() && !leapfrogs) {
      keys = splitKeys(targetFirst ? source : target, most + 1);
    }
    List<KeyRange> given = new ArrayList<>();
    for (Key key : keys.reversed()) {
      given.addFirst(range.above(key));
      range = range.below(key);
    }
    if (!keys.isEmpty()) {
      source.cursor.truncate(keys.getFirst());
      target.cursor.truncate(keys.getFirst());
    }
    return given;
  }

  @Override
  public void close() {
    try (EntryCursor _ = source.cursor) {
      target.cursor.close();
    }
  }

  private List<Key> splitKeys(Side side, int parts) {
    return side.cursor.proposeSplits(parts).stream().filter(this::canSplitAt).toList();
  }

  /// A look-ahead already taken from a cursor belongs to this range, so the split must not lie
  /// below it.
  private boolean canSplitAt(Key key) {
    return range.canSplitAt(key)
        && source.hasTakenNothingAbove(key)
        && target.hasTakenNothingAbove(key);
  }

  /// One cursor with a look-ahead of one, which checks the order.
  private static final class Side {
    final EntryCursor cursor;
    final String name;
    private @Nullable Listed ahead;
    private @Nullable Listed last;

    /// Up to which key all was taken, and before the last time.
    private @Nullable Key taken;

    private @Nullable Key takenBefore;

    private boolean ended;
    private @Nullable Unlisted hidden;

    /// The one name that could not be listed last.
    private @Nullable Unlisted hiddenName;

    Side(EntryCursor cursor, String name) {
      this.cursor = cursor;
      this.name = name;
    }

    @Nullable Listed peek() throws StoreException, InterruptedException {
      if (ahead == null && !ended) {
        ahead = cursor.next();
        if (ahead == null) {
          ended = true;
        } else if (!(ahead instanceof Unlisted)) {
          if (last != null && ahead.key().compareTo(last.key()) <= 0) {
            throw new StoreException(
                StoreException.Kind.CORRUPT,
                "list: the "
                    + name
                    + " lists "
                    + ahead.key()
                    + " after "
                    + last.key()
                    + "; comparing needs keys in UTF-8 byte order, each once");
          }
          last = ahead;
        }
      }
      return ahead;
    }

    /// Needs nothing below `key` any more; of what is taken already nothing is lost.
    void seek(@Nullable Key key) {
      if (ahead == null && !ended) {
        cursor.seek(key);
      }
    }

    Listed take() throws StoreException, InterruptedException {
      Listed next = peek();
      if (next == null) {
        throw new IllegalStateException("nothing to take from the " + name);
      }
      ahead = null;
      takenBefore = taken;
      if (!(next instanceof Unlisted)) {
        taken = next.key();
      }
      return next;
    }

    Difference notes(Unlisted part, boolean sourceSide) {
      if (part.isDirectory()) {
        hidden = part; // the one before it is past: its keys all sort before this one's
      } else {
        hiddenName = part;
      }
      return new SideUnlisted(part, sourceSide);
    }

    void putBack(Listed listed) {
      ahead = listed;
      taken = takenBefore;
    }

    @Nullable Unlisted hiding(Key key) {
      return hidden != null && hidden.hides(key)
          ? hidden
          : hiddenName != null && hiddenName.hides(key) ? hiddenName : null;
    }

    boolean hasTakenNothingAbove(Key key) {
      return last == null || last.key().compareTo(key) <= 0;
    }
  }
}
