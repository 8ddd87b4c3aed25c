package dev.sluice.transfer;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Unread;
import dev.sluice.model.PartSizes;
import dev.sluice.plan.Action.Compare;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out whether two entries have the same content. Thread-safe; blocks its caller.
public final class Comparer {

  /// What came of a comparison.
  public enum Verdict {
    /// The contents are the same.
    EQUAL,
    /// They are not.
    DIFFERENT,
    /// It cannot be told at the price allowed.
    UNKNOWN
  }

  private final Store source;
  private final Store target;
  private final boolean readRemote;
  private final ContentHash hash;

  /// @param readRemote whether to read an object whose ETag tells nothing, and not only files
  public Comparer(
      Store source, Store target, boolean readRemote, BytePermits memory, BlockingIo cpu) {
    this.source = source;
    this.target = target;
    this.readRemote = readRemote;
    this.hash = new ContentHash(memory, cpu);
  }

  /// Compares the contents of two entries of one size.
  public Verdict compare(Compare compare) throws StoreException, InterruptedException {
    Entry left = compare.source();
    Entry right = compare.target();
    Verdict verdict;
    if (left.fingerprint() instanceof Unread && right.fingerprint() instanceof MultipartETag etag) {
      verdict = inParts(source, left, target, right, etag);
    } else if (right.fingerprint() instanceof Unread
        && left.fingerprint() instanceof MultipartETag etag) {
      verdict = inParts(target, right, source, left, etag);
    } else {
      return byMd5(left, right);
    }
    return verdict == Verdict.EQUAL || !readRemote ? verdict : byMd5(left, right);
  }

  /// Reads a file in the parts that an object was written in, as far as they can be deduced.
  ///
  /// If no deduced size gives the object's ETag although it has as many parts as sluice would have
  /// written, the content has most likely changed. Should it be another tool's parts after all,
  /// sending it once puts an end to the doubt.
  private Verdict inParts(
      Store fileStore, Entry file, Store objectStore, Entry object, MultipartETag etag)
      throws StoreException, InterruptedException {
    List<Long> partSizes = PartSizes.candidates(object.sizeBytes(), etag.partCount());
    if (!partSizes.isEmpty()
        && hash.multipartETags(fileStore, file, partSizes).contains(etag.etag())) {
      return Verdict.EQUAL;
    }
    return PartSizes.isUsual(object.sizeBytes(), etag.partCount())
            && objectStore.confirm(object) instanceof MultipartETag
        ? Verdict.DIFFERENT
        : Verdict.UNKNOWN;
  }

  private Verdict byMd5(Entry sourceEntry, Entry targetEntry)
      throws StoreException, InterruptedException {
    String left = listedOrRead(source, sourceEntry);
    String right = listedOrRead(target, targetEntry);
    if (left == null || right == null) {
      return Verdict.UNKNOWN;
    }
    if (left.equals(right)) {
      return Verdict.EQUAL; // an ETag that is no MD5 does not equal one by chance
    }
    String surelyLeft = certain(source, sourceEntry, left);
    String surelyRight = certain(target, targetEntry, right);
    if (surelyLeft == null || surelyRight == null) {
      return Verdict.UNKNOWN;
    }
    return surelyLeft.equals(surelyRight) ? Verdict.EQUAL : Verdict.DIFFERENT;
  }

  private @Nullable String listedOrRead(Store store, Entry entry)
      throws StoreException, InterruptedException {
    return switch (entry.fingerprint()) {
      case Md5(String hex) -> hex;
      case Unread _ -> hash.md5(store, entry);
      case MultipartETag _, Fingerprint.Opaque _ -> readRemote ? hash.md5(store, entry) : null;
    };
  }

  /// Before a difference is believed: an MD5-like ETag under SSE-KMS or SSE-C is none.
  private @Nullable String certain(Store store, Entry entry, String found)
      throws StoreException, InterruptedException {
    if (!(entry.fingerprint() instanceof Md5) || store.confirm(entry) instanceof Md5) {
      return found;
    }
    return readRemote ? hash.md5(store, entry) : null;
  }
}
