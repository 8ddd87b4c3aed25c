package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.BatchDeleted;
import dev.sluice.store.s3.api.S3Api.DeleteError;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.Gone;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse.Purpose;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One DeleteObjects request's objects. Gone is only what an answer names as gone, in the spelling
/// that it was asked in. An attempt asks again only for what failed in passing or is not accounted
/// for.
final class DeleteBatch {

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

  /// What is not known to be gone.
  private final Map<ObjectName, Doomed> remaining;

  /// Whether each is deleted only if it still has the ETag that was listed.
  private final boolean onCondition;

  private final Map<ObjectName, StoreException> failures = new HashMap<>();
  private final Map<ObjectName, String> markers = new HashMap<>();
  private boolean answered;
  private int answersWithoutAccount;

  /// @param objects by name
  /// @param onCondition whether only those that still have the ETag that was listed
  DeleteBatch(S3Root root, Map<ObjectName, Doomed> objects, boolean onCondition) {
    this.root = root;
    this.remaining = new TreeMap<>(objects);
    this.onCondition = onCondition;
  }

  /// What could not be deleted, and why.
  Map<ObjectName, StoreException> failures() {
    return failures;
  }

  /// The markers that were made.
  Map<ObjectName, String> markers() {
    return markers;
  }

  /// What no answer accounts for.
  Collection<Doomed> unknown() {
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
      remaining.keySet().forEach(each -> failures.put(each, e));
      remaining.clear();
      return Result.DONE;
    }
  }

  private List<Doomed> doomed() {
    return remaining.values().stream()
        .map(each -> onCondition ? each : new Doomed(each.name(), null))
        .toList();
  }

  private @Nullable Void attempt() throws IOException {
    BatchDeleted answer = root.api().delete(root.bucket(), doomed());
    answered = true;
    Map<ObjectName, Doomed> asked = Map.copyOf(remaining);
    Map<ObjectName, Doomed> unnamed = new TreeMap<>(asked);
    Map<ObjectName, Doomed> again = new TreeMap<>();
    S3Fault passing = null;
    S3Fault stray = null;
    for (DeleteError error : answer.errors()) {
      S3Fault fault = S3Faults.ofKey(error.code(), error.message());
      Doomed object = error.name() == null ? null : unnamed.remove(error.name());
      if (object == null) {
        stray = fault;
      } else if (fault.cure() != S3Fault.Cure.NONE) {
        again.put(object.name(), object);
        passing = fault;
      } else if (fault.kind() != Kind.NOT_FOUND) {
        failures.put(object.name(), failure(object.name(), fault));
      }
    }
    for (Gone gone : answer.deleted()) {
      if (unnamed.remove(gone.name()) != null && gone.marker() != null) {
        markers.put(gone.name(), gone.marker());
      }
    }
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
  private void judge(S3Fault stray, Map<ObjectName, Doomed> unnamed, Map<ObjectName, Doomed> asked)
      throws FaultException {
    if (unnamed.isEmpty()) {
      remaining.putAll(asked);
      failures.keySet().forEach(remaining::remove);
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
    unnamed.keySet().forEach(each -> failures.put(each, failure(each, fault)));
  }

  private StoreException failure(ObjectName name, S3Fault fault) {
    S3Address address = new S3Address(root.bucket(), name.key(), name.version());
    return onCondition && fault.kind() == Kind.CHANGED
        ? ConditionalWrites.conflict(Purpose.DELETION, address, null)
        : new StoreException(fault.kind(), fault.describe(S3Operation.DELETE, address, 1));
  }
}
