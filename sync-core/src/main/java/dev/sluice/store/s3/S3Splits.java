package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/// Finds where to part what one cursor has still to read: at the middle one of the directories that
/// lie next to each other in it. One request a proposal, and none once a level has shown no
/// directories. Used by one thread at a time.
final class S3Splits {

  private final S3Root root;

  /// The directory (empty, or ending in a slash) that holds all that is left, as far as known.
  private String level = "";

  private boolean exhausted;

  S3Splits(S3Root root) {
    this.root = root;
  }

  /// The range has lost its upper part: there may be something to find at a deeper level.
  void narrowed() {
    exhausted = false;
  }

  /// A key in `[last, upTo)` that parts the range, or nothing.
  Optional<Key> propose(@Nullable Key last, @Nullable Key upTo)
      throws StoreException, InterruptedException {
    if (exhausted) {
      return Optional.empty();
    }
    if (last != null && upTo != null) {
      String shared = sharedDirectory(last.value(), upTo.value());
      if (shared.length() > level.length()) {
        level = shared;
      }
    }
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
      exhausted = true;
    }
    return Optional.empty();
  }

  private List<Key> directories(@Nullable Key last) throws StoreException, InterruptedException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(root.bucket())
            .prefix(root.prefix() + level)
            .delimiter("/")
            .startAfter(last == null ? null : root.objectKey(last))
            .maxKeys(1000)
            .encodingType(EncodingType.URL)
            .build();
    ListObjectsV2Response answer =
        root.call(S3Operation.LIST, root.address(), () -> root.client().listObjectsV2(request));
    return answer.commonPrefixes().stream()
        .map(CommonPrefix::prefix)
        .filter(
            prefix -> prefix.length() > root.prefix().length() && prefix.startsWith(root.prefix()))
        .map(prefix -> Key.of(prefix.substring(root.prefix().length())))
        .toList();
  }

  /// The deepest directory that holds both keys, empty or ending in a slash.
  static String sharedDirectory(String left, String right) {
    int shared = 0;
    int length = Math.min(left.length(), right.length());
    int slash = 0;
    while (shared < length && left.charAt(shared) == right.charAt(shared)) {
      if (left.charAt(shared) == '/') {
        slash = shared + 1;
      }
      shared++;
    }
    return left.substring(0, slash);
  }
}
