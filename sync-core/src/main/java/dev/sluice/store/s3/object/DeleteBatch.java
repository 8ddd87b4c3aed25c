package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Api.BatchDeleted;
import dev.sluice.store.s3.api.S3Api.DeleteError;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse.Purpose;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One DeleteObjects request's keys. Gone is only what an answer names as gone, in the spelling
/// that it was asked in. An attempt asks again only for what failed in passing or is not accounted
/// for.
public final class DeleteBatch {

  /// What came of a batch.
  enum Result {
    /// Every key is gone or among the failures.
    DONE,
    /// No answer accounts for some of the keys.
    PARTLY_UNKNOWN,
    /// The service does not know the request; no key is known to be gone.
    NO_SUCH_REQUEST
  }

  /// After this many answers that leave keys out, another is not likely to name them.
  private static final int ANSWERS_WITHOUT_ACCOUNT = 2;

  private final S3Root root;

  /// What is not known to be gone, by whole key.
  private final Map<String, Entry> remaining;

  /// Whether each is deleted only if it still has the ETag that was listed.
  private final boolean onCondition;

  private final List<DeleteFailure> failures = new ArrayList<>();
  private boolean answered;
  private int answersWithoutAccount;

  /// @param entries by whole key
  /// @param onCondition whether only those that still have the ETag that was listed
  DeleteBatch(S3Root root, Map<String, Entry> entries, boolean onCondition) {
    this.root = root;
    this.remaining = new TreeMap<>(entries);
    this.onCondition = onCondition;
  }

  /// The keys that could not be deleted, and why.
  List<DeleteFailure> failures() {
    return failures;
  }

  /// The entries that no answer accounts for.
  Collection<Entry> unknown() {
    return remaining.values();
  }

  Result delete() throws StoreException, InterruptedException {
    try {
      root.call(S3Operation.DELETE, root.address(), this::attempt);
      return remaining.isEmpty() ? Result.DONE : Result.PARTLY_UNKNOWN;
    } catch (StoreException e) {
      if (!answered) {
        if (S3Faults.isUnknownRequest(e)) {
          return Result.NO_SUCH_REQUEST;
        }
        throw e; // nothing is known of any key
      }
      remaining.values().forEach(each -> failures.add(new DeleteFailure(each.key(), e)));
      remaining.clear();
      return Result.DONE;
    }
  }

  private List<Doomed> doomed() {
    return remaining.entrySet().stream()
        .map(each -> new Doomed(each.getKey(), onCondition ? each.getValue().etag() : null))
        .toList();
  }

  private @Nullable Void attempt() throws IOException {
    BatchDeleted answer = root.api().delete(root.bucket(), doomed());
    answered = true;
    Map<String, Entry> asked = Map.copyOf(remaining);
    Map<String, Entry> unnamed = new TreeMap<>(asked);
    Map<String, Entry> again = new TreeMap<>();
    S3Fault passing = null;
    S3Fault stray = null;
    for (DeleteError error : answer.errors()) {
      S3Fault fault = S3Faults.ofKey(error.code(), error.message());
      Entry entry = error.key() == null ? null : unnamed.remove(error.key());
      if (entry == null) {
        stray = fault;
      } else if (fault.cure() != S3Fault.Cure.NONE) {
        again.put(root.objectKey(entry.key()), entry);
        passing = fault;
      } else if (fault.kind() != Kind.NOT_FOUND) {
        failures.add(failure(entry.key(), fault));
      }
    }
    answer.deleted().forEach(unnamed::remove);
    remaining.clear();
    remaining.putAll(again);
    if (stray != null) {
      judge(stray, unnamed, asked);
    } else if (!unnamed.isEmpty()) {
      remaining.putAll(unnamed);
      if (again.isEmpty() && ++answersWithoutAccount >= ANSWERS_WITHOUT_ACCOUNT) {
        return null;
      }
      throw FaultException.corrupt(
          "the answer does not say what became of " + unnamed.size() + " of the keys");
    }
    if (passing != null) {
      throw new FaultException(passing);
    }
    return null;
  }

  /// An error that fits no key may be any's that the answer does not name as gone; where it names
  /// all, it contradicts itself.
  private void judge(S3Fault stray, Map<String, Entry> unnamed, Map<String, Entry> asked)
      throws FaultException {
    if (unnamed.isEmpty()) {
      remaining.putAll(asked);
      failures.forEach(failure -> remaining.remove(root.objectKey(failure.key())));
      return;
    }
    if (stray.cure() != S3Fault.Cure.NONE) {
      remaining.putAll(unnamed);
      throw new FaultException(stray);
    }
    S3Fault fault =
        new S3Fault(
            stray.kind() == Kind.NOT_FOUND ? Kind.OTHER : stray.kind(),
            S3Fault.Cure.NONE,
            "the answer has an error that fits no key: " + stray.said(),
            stray.remedy());
    unnamed.values().forEach(each -> failures.add(failure(each.key(), fault)));
  }

  private DeleteFailure failure(Key key, S3Fault fault) {
    if (onCondition && fault.kind() == Kind.CHANGED) {
      return new DeleteFailure(
          key, ConditionalWrites.conflict(Purpose.DELETION, root.address(key), null));
    }
    return new DeleteFailure(
        key,
        new StoreException(fault.kind(), fault.describe(S3Operation.DELETE, root.address(key), 1)));
  }
}
