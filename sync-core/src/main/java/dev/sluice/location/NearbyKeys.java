package dev.sluice.location;

import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Suggestions for a location in an object store where there is nothing: keys with the same
/// beginning, or what to write in place of a wildcard.
final class NearbyKeys {

  private static final int NAMED_AT_MOST = 3;
  private static final int READ_AT_MOST = 1000;

  private NearbyKeys() {}

  /// The error, with a remedy where there is one.
  static StoreException nothingAt(Location at, StoreOpener opener)
      throws UsageException, InterruptedException {
    return new StoreException(
        Kind.NO_ROOT,
        "no such source: there is no object at or under " + at.text() + remedy(at, opener));
  }

  private static String remedy(Location at, StoreOpener opener)
      throws UsageException, InterruptedException {
    int star = at.path().indexOf('*');
    if (star >= 0) {
      String parent = at.path().substring(0, at.path().lastIndexOf('/', star) + 1);
      return "; * stands for itself in a location: write %s for all that is there, and"
              .formatted(address(at, parent))
          + " --exclude and --include for some of it";
    }
    try {
      List<String> nearby = nearby(at, opener);
      return nearby.isEmpty() ? "" : "; there is " + String.join(", ", nearby);
    } catch (StoreException e) {
      return ""; // what was asked for is not there; that nothing else is known is no second error
    }
  }

  private static List<String> nearby(Location at, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException {
    String key = at.path().replaceAll("/+$", "");
    String parent = key.substring(0, key.lastIndexOf('/') + 1);
    String name = key.substring(parent.length());
    if (name.isEmpty()) {
      return List.of();
    }
    try (Store store = opener.open(at.withPath(parent), Side.SOURCE);
        EntryCursor cursor =
            store.list(new KeyRange(Key.of(name).justBelow(), null), Prune.NOTHING)) {
      List<String> found = new ArrayList<>();
      String last = "";
      for (int read = 0; read < READ_AT_MOST && found.size() < NAMED_AT_MOST; read++) {
        String next = nextName(cursor.next(), name);
        if (next == null) {
          break;
        }
        if (!next.equals(last)) {
          found.add(address(at, parent + next));
          last = next;
        }
      }
      return found;
    }
  }

  /// The first level of what was listed, with its slash if it is a folder; null where nothing goes
  /// on with `name`.
  private static @Nullable String nextName(@Nullable Listed listed, String name) {
    if (listed == null || !listed.key().value().startsWith(name)) {
      return null;
    }
    String key = listed.key().value();
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash + 1);
  }

  private static String address(Location at, String path) {
    return at.scheme() + "://" + at.authority() + "/" + path;
  }
}
