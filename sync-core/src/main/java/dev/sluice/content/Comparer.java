package dev.sluice.content;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Unread;
import dev.sluice.model.Md5Value;
import dev.sluice.model.PartPlan;
import dev.sluice.store.Confirmed;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Finds out whether two entries have the same content and, where that cannot be told, which of
/// them is the newer. Thread-safe; blocks its caller.
public final class Comparer {

  /// What came of a comparison.
  public enum Verdict {
    /// The contents are the same.
    EQUAL,
    /// They are not.
    DIFFERENT,
    /// The contents cannot be compared, and the source has changed since the destination was
    /// written.
    NEWER,
    /// The contents cannot be compared, and the source has not changed since the destination was
    /// written.
    EQUAL_BY_TIME,
    /// It cannot be told at the price allowed.
    UNKNOWN
  }

  private final Store source;
  private final Store target;
  private final ETagTrust sourceTrust;
  private final ETagTrust targetTrust;
  private final boolean readRemote;
  private final ContentHash hash;

  /// @param sides the two stores
  /// @param readRemote whether to read an object whose ETag tells nothing, and not only files;
  ///   where not, time decides
  /// @param readBytes is told of the bytes that are read, as they are
  public Comparer(
      Sides sides, boolean readRemote, BytePermits memory, BlockingIo cpu, LongConsumer readBytes) {
    this.source = sides.source();
    this.target = sides.target();
    this.sourceTrust = sides.sourceTrust();
    this.targetTrust = sides.targetTrust();
    this.readRemote = readRemote;
    this.hash = new ContentHash(memory, cpu, readBytes);
  }

  /// Compares the contents of two entries of one size.
  ///
  /// @param from the source's
  /// @param to the destination's
  public Verdict compare(Entry from, Entry to) throws StoreException, InterruptedException {
    Side left = new Side(source, from, sourceTrust);
    Side right = new Side(target, to, targetTrust);
    Verdict verdict = byContent(left, right);
    if (readRemote) {
      return verdict;
    }
    return switch (verdict) {
      case DIFFERENT -> isDoubtful(left, right) ? byReading(left, right) : verdict;
      case UNKNOWN -> byTime(left, right);
      case EQUAL, NEWER, EQUAL_BY_TIME -> verdict;
    };
  }

  private Verdict byContent(Side left, Side right) throws StoreException, InterruptedException {
    Verdict verdict;
    if (Fingerprint.areSameDigest(left.fingerprint(), right.fingerprint())) {
      return Verdict.EQUAL;
    }
    if (left.isFile() && right.fingerprint() instanceof MultipartETag etag) {
      verdict = inParts(left, right, etag);
    } else if (right.isFile() && left.fingerprint() instanceof MultipartETag etag) {
      verdict = inParts(right, left, etag);
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
  private Verdict inParts(Side file, Side object, MultipartETag etag)
      throws StoreException, InterruptedException {
    long sizeBytes = object.entry.sizeBytes();
    List<Long> partSizes =
        PartPlan.candidates(sizeBytes, etag.partCount()).stream()
            .filter(partBytes -> !isKnownInParts(file.fingerprint(), partBytes))
            .toList();
    if (!partSizes.isEmpty()
        && hash.multipartETags(file.store, file.entry, partSizes).contains(etag.text())) {
      return Verdict.EQUAL;
    }
    return PartPlan.isUsual(sizeBytes, etag.partCount())
            && object.confirmed() instanceof MultipartETag
        ? Verdict.DIFFERENT
        : Verdict.UNKNOWN;
  }

  /// Whether it is remembered what ETag a file has in parts of this size, which is not the one that
  /// it is compared with.
  private static boolean isKnownInParts(Fingerprint file, long partBytes) {
    return file instanceof Remembered remembered
        && remembered.inParts().stream().anyMatch(each -> each.partBytes() == partBytes);
  }

  private Verdict byMd5(Side left, Side right) throws StoreException, InterruptedException {
    if (!isReadable(left) || !isReadable(right)) {
      return Verdict.UNKNOWN; // before the other is read for nothing
    }
    String leftListed = listed(left);
    String rightListed = listed(right);
    if (leftListed == null && rightListed == null) {
      return hash.areEqual(left.store, left.entry, right.store, right.entry)
          ? Verdict.EQUAL
          : Verdict.DIFFERENT;
    }
    String leftMd5 = leftListed == null ? hash.md5(left.store, left.entry) : leftListed;
    String rightMd5 = rightListed == null ? hash.md5(right.store, right.entry) : rightListed;
    if (leftMd5.equals(rightMd5)) {
      return Verdict.EQUAL; // an ETag that is no MD5 does not equal one by chance
    }
    String surelyLeft = certain(left, leftMd5);
    String surelyRight = certain(right, rightMd5);
    if (surelyLeft == null || surelyRight == null) {
      return Verdict.UNKNOWN;
    }
    return surelyLeft.equals(surelyRight) ? Verdict.EQUAL : Verdict.DIFFERENT;
  }

  private boolean isReadable(Side side) {
    return switch (side.fingerprint()) {
      case Md5 _, Unread _, Remembered _ -> true;
      case MultipartETag _, Fingerprint.Opaque _ -> readRemote;
    };
  }

  /// The MD5 that the listing has, of an object or as it is remembered of a file; null for none.
  private static @Nullable String listed(Side side) {
    return switch (side.fingerprint()) {
      case Md5 md5 -> md5.hex();
      case Remembered(Md5Value md5, _, _) when md5 != null -> md5.hex();
      case Unread _, Remembered _, MultipartETag _, Fingerprint.Opaque _ -> null;
    };
  }

  /// Before a difference is believed: an MD5-like ETag under SSE-KMS or SSE-C is none.
  private @Nullable String certain(Side side, String found)
      throws StoreException, InterruptedException {
    if (!(side.fingerprint() instanceof Md5) || side.confirmed() instanceof Md5) {
      return found;
    }
    return readRemote ? hash.md5(side.store, side.entry) : null;
  }

  /// A copy that says that it was made of just this version of the source, and whose ETag says that
  /// it is another content: perhaps the service's ETags are no digests at all.
  private boolean isDoubtful(Side left, Side right) throws StoreException, InterruptedException {
    return (left.isInDoubt() || right.isInDoubt())
        && TimeRule.isSameVersion(left.entry, left.ownTime(), right.entry, right.ownTime());
  }

  private Verdict byReading(Side left, Side right) throws StoreException, InterruptedException {
    String leftMd5 = hash.md5(left.store, left.entry);
    String rightMd5 = hash.md5(right.store, right.entry);
    boolean equal = leftMd5.equals(rightMd5);
    left.settle(leftMd5, equal);
    right.settle(rightMd5, equal);
    return equal ? Verdict.EQUAL : Verdict.DIFFERENT;
  }

  private static Verdict byTime(Side left, Side right) throws StoreException, InterruptedException {
    TimeRule.Answer answer = TimeRule.byListing(left.entry, right.entry);
    if (answer == TimeRule.Answer.ASK) {
      answer = TimeRule.byOwnTimes(left.entry, left.ownTime(), right.entry, right.ownTime());
    }
    return switch (answer) {
      case CHANGED -> Verdict.NEWER;
      case UNCHANGED -> Verdict.EQUAL_BY_TIME;
      case UNKNOWN, ASK -> Verdict.UNKNOWN;
    };
  }

  /// One side of a comparison, which asks its store at most once. Used by one thread.
  private static final class Side {
    final Store store;
    final Entry entry;
    private final ETagTrust trust;
    private @Nullable Confirmed confirmed;

    Side(Store store, Entry entry, ETagTrust trust) {
      this.store = store;
      this.entry = entry;
      this.trust = trust;
    }

    /// What the listing says of the content.
    Fingerprint fingerprint() {
      return entry.fingerprint();
    }

    boolean isFile() {
      return Fingerprint.isOfFile(fingerprint());
    }

    private Confirmed ask() throws StoreException, InterruptedException {
      Confirmed known = confirmed;
      if (known == null) {
        known = store.confirm(entry);
        confirmed = known;
      }
      return known;
    }

    /// What is certain of the content.
    Fingerprint confirmed() throws StoreException, InterruptedException {
      if (isFile()) {
        return fingerprint();
      }
      return trust.isLost() ? Fingerprint.OPAQUE : ask().fingerprint();
    }

    @Nullable Instant ownTime() throws StoreException, InterruptedException {
      return isFile() ? null : ask().ownTime();
    }

    boolean isInDoubt() {
      return !isFile() && trust.isOpen();
    }

    /// Both sides were read.
    ///
    /// @param md5 this one's
    /// @param equal whether they are the same, though it was found that their ETags differ
    void settle(String md5, boolean equal) {
      if (isFile()) {
        return;
      }
      boolean isRight = fingerprint() instanceof Md5 digest ? digest.hex().equals(md5) : !equal;
      if (isRight) {
        trust.confirmed();
      } else {
        trust.contradicted();
      }
    }
  }
}
