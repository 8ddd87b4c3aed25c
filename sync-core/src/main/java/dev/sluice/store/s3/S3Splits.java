package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.ListPage.ListedObject;
import dev.sluice.store.s3.S3Api.ListQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds where to part what one cursor has still to read. Used by one thread at a time.
///
/// First by directories: at the middle one of those that lie next to each other in it. Where there
/// are none, by guessing: a key halfway ([FlatSplit]), and one request whether anything lies behind
/// it; a guess that was too high is the next one's upper bound. At most one request a proposal, and
/// none once the guesses have led nowhere.
final class S3Splits {

  /// Guesses in vain before a range is left in one piece.
  private static final int MAX_MISSES = 24;

  private final S3Root root;

  /// The directory (empty, or ending in a slash) that holds all that is left, as far as known.
  private String level = "";

  private boolean hasDirectories = true;

  /// Nothing lies above this, as far as known; null where nothing is known.
  private @Nullable String bound;

  /// How many of the next key's first characters all that is left begins with: at least, at most.
  private int sharedAtLeast;

  private int sharedAtMost = Integer.MAX_VALUE;
  private int misses;

  S3Splits(S3Root root) {
    this.root = root;
  }

  /// The range has lost its upper part.
  void narrowed(Key upTo) {
    misses = 0;
    if (bound == null || Key.compare(upTo.value(), bound) < 0) {
      bound = upTo.value();
    }
  }

  /// A key in `[last, upTo)` that parts the range, or nothing.
  ///
  /// @param unread gives the keys that are read already and not yet given out
  Optional<Key> propose(@Nullable Key last, @Nullable Key upTo, Supplier<List<String>> unread)
      throws StoreException, InterruptedException {
    if (last != null && upTo != null) {
      String shared = sharedDirectory(last.value(), upTo.value());
      if (shared.length() > level.length()) {
        level = shared;
        hasDirectories = true;
      }
    }
    if (hasDirectories) {
      return byDirectories(last, upTo);
    }
    if (misses >= MAX_MISSES) {
      return Optional.empty();
    }
    List<String> keys = unread.get();
    return keys.isEmpty() ? Optional.empty() : byGuessing(upTo, keys);
  }

  private Optional<Key> byDirectories(@Nullable Key last, @Nullable Key upTo)
      throws StoreException, InterruptedException {
    List<Key> directories = directories(last);
    List<Key> inside =
        directories.stream()
            .filter(key -> last == null || key.compareTo(last) > 0)
            .filter(key -> upTo == null || key.compareTo(upTo) < 0)
            .toList();
    if (!inside.isEmpty()) {
      return Optional.of(inside.get(inside.size() / 2));
    }
    Key first = directories.isEmpty() ? null : directories.getFirst();
    if (first != null && last != null && last.value().startsWith(first.value())) {
      level = first.value(); // all that is left lies in here: look inside it next time
    } else {
      hasDirectories = false;
    }
    return Optional.empty();
  }

  private List<Key> directories(@Nullable Key last) throws StoreException, InterruptedException {
    ListQuery query =
        new ListQuery(
            root.bucket(),
            root.prefix() + level,
            "/",
            last == null ? null : root.objectKey(last),
            null,
            1000);
    ListPage answer = root.call(S3Operation.LIST, root.address(), () -> root.api().list(query));
    return answer.commonPrefixes().stream()
        .filter(
            prefix -> prefix.length() > root.prefix().length() && prefix.startsWith(root.prefix()))
        .map(prefix -> Key.of(prefix.substring(root.prefix().length())))
        .toList();
  }

  private Optional<Key> byGuessing(@Nullable Key upTo, List<String> unread)
      throws StoreException, InterruptedException {
    String low = unread.getLast();
    if (bound == null) {
      bound = upTo != null ? upTo.value() : level.isEmpty() ? null : FlatSplit.behind(level);
    }
    if (upTo == null) {
      sharedAtLeast = Math.max(sharedAtLeast, level.length());
      int most = Math.min(sharedAtMost, FlatSplit.commonLength(unread.getFirst(), low));
      if (sharedAtLeast < most) {
        narrowShared(low, most);
        return Optional.empty();
      }
    }
    String guess = FlatSplit.middle(low, bound, sharedAtLeast, FlatSplit.alphabet(unread));
    if (guess == null) {
      misses = MAX_MISSES;
      return Optional.empty();
    }
    if (liesBehind(guess, upTo)) {
      return Optional.of(Key.of(guess));
    }
    bound = guess;
    misses++;
    return Optional.empty();
  }

  /// Halves what is unknown of how many first characters all that is left has in common. Only the
  /// range without an upper end needs it.
  private void narrowShared(String low, int most) throws StoreException, InterruptedException {
    int length = (sharedAtLeast + most + 1) / 2;
    String behind = FlatSplit.behind(low.substring(0, length));
    if (behind == null || liesBehind(behind, null)) {
      sharedAtMost = length - 1;
    } else {
      sharedAtMost = most;
      sharedAtLeast = length;
      bound = behind;
    }
  }

  /// Whether there is a key behind `guess` and not behind `upTo`.
  private boolean liesBehind(String guess, @Nullable Key upTo)
      throws StoreException, InterruptedException {
    ListQuery query =
        new ListQuery(root.bucket(), root.prefix(), null, root.prefix() + guess, null, 1);
    List<ListedObject> found =
        root.call(S3Operation.LIST, root.address(), () -> root.api().list(query)).objects();
    return !found.isEmpty()
        && (upTo == null || Key.compare(found.getFirst().key(), root.objectKey(upTo)) <= 0);
  }

  /// The deepest directory that holds both keys, empty or ending in a slash.
  static String sharedDirectory(String left, String right) {
    return left.substring(0, left.lastIndexOf('/', FlatSplit.commonLength(left, right) - 1) + 1);
  }
}
