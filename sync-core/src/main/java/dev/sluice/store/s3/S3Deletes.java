package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Api.DeleteError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Deletes objects, up to 1000 by one request.
final class S3Deletes {

  /// S3's bound on one request.
  static final int MAX_BATCH = 1000;

  private final S3Root root;

  S3Deletes(S3Root root) {
    this.root = root;
  }

  List<DeleteFailure> delete(List<Key> keys) throws StoreException, InterruptedException {
    if (keys.size() > MAX_BATCH) {
      throw new IllegalArgumentException(keys.size() + " keys at once");
    }
    Batch batch = new Batch();
    List<Key> oneByOne = new ArrayList<>();
    for (Key key : keys) {
      if (fitsXml(key.value())) {
        batch.remaining.put(root.objectKey(key), key);
      } else {
        oneByOne.add(key);
      }
    }
    batch.delete();
    for (Key key : oneByOne) {
      deleteOne(key, batch.failures);
    }
    return batch.failures;
  }

  /// Whether XML 1.0 can carry the key at all: it has no way to write most control characters.
  static boolean fitsXml(String key) {
    return key.codePoints()
        .allMatch(c ->
            c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000);
  }

  private void deleteOne(Key key, List<DeleteFailure> failures)
      throws StoreException, InterruptedException {
    try {
      root.<@Nullable Void>call(
          S3Operation.DELETE,
          root.address(key),
          () -> {
            root.api().delete(root.bucket(), root.objectKey(key));
            return null;
          });
    } catch (StoreException e) {
      if (e.kind().concernsWholeRun()) {
        throw e;
      }
      if (e.kind() != StoreException.Kind.NOT_FOUND) {
        failures.add(new DeleteFailure(key, e));
      }
    }
  }

  /// One request's keys. An attempt asks again only for those that failed in passing.
  private final class Batch {
    /// What is not known to be gone, by whole key.
    private final Map<String, Key> remaining = new LinkedHashMap<>();

    private final List<DeleteFailure> failures = new ArrayList<>();
    private boolean answered;

    void delete() throws StoreException, InterruptedException {
      if (remaining.isEmpty()) {
        return;
      }
      try {
        root.call(S3Operation.DELETE, root.address(), this::attempt);
      } catch (StoreException e) {
        if (!answered) {
          throw e; // nothing is known of any key
        }
        remaining.values().forEach(key -> failures.add(new DeleteFailure(key, e)));
      }
    }

    private @Nullable Void attempt() throws IOException {
      List<DeleteError> errors = root.api().delete(root.bucket(), List.copyOf(remaining.keySet()));
      answered = true;
      Map<String, Key> again = new TreeMap<>();
      S3Fault passing = null;
      for (DeleteError error : errors) {
        Key key = remaining.get(error.key());
        S3Fault fault = S3Faults.ofKey(error.code(), error.message());
        if (key == null || fault.kind() == StoreException.Kind.NOT_FOUND) {
          continue;
        }
        if (fault.cure() == S3Fault.Cure.NONE) {
          failures.add(new DeleteFailure(key, failure(key, fault)));
        } else {
          again.put(error.key(), key);
          passing = fault;
        }
      }
      remaining.clear();
      remaining.putAll(again);
      if (passing != null) {
        throw new FaultException(passing);
      }
      return null;
    }

    private StoreException failure(Key key, S3Fault fault) {
      return new StoreException(
          fault.kind(), fault.describe(S3Operation.DELETE, root.address(key), 1));
    }
  }
}
