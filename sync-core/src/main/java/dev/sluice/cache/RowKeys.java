package dev.sluice.cache;

import dev.sluice.model.Key;
import dev.sluice.state.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keys of a cache's rows: those of files, behind the path of the run's root from the root that
/// the cache is of.
final class RowKeys {

  private static final byte BEHIND_SLASH = '/' + 1;

  private final String prefix;
  private final byte[] first;

  /// @param prefix empty, or with a slash at its end
  RowKeys(String prefix) {
    this.prefix = prefix;
    this.first = prefix.getBytes(StandardCharsets.UTF_8);
  }

  byte[] of(Key key) {
    String text = prefix.isEmpty() ? key.value() : prefix + key.value();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The key of a row of this root's.
  Key key(Row row) {
    return Key.of(row.keyText().substring(prefix.length()));
  }

  /// Below or at the first.
  byte[] first() {
    return first;
  }

  /// Above all; null where there is no bound.
  byte @Nullable [] end() {
    if (first.length == 0) {
      return null;
    }
    byte[] end = Arrays.copyOf(first, first.length);
    end[end.length - 1] = BEHIND_SLASH;
    return end;
  }
}
