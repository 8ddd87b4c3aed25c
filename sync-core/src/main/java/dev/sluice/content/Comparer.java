package dev.sluice.content;

import dev.sluice.checksum.Claim;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import dev.sluice.model.PartPlan;
import dev.sluice.store.Confirmed;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Finds out whether two entries have the same content and, where that cannot be told, which of
/// them is the newer. Goes up a [Ladder], and each rung says so where it decides. Thread-safe;
/// blocks its caller.
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

  /// A verdict, and what decided.
  ///
  /// @param by null where nothing did
  public record Finding(Verdict verdict, @Nullable Evidence by) {
    private static final Finding UNKNOWN = new Finding(Verdict.UNKNOWN, null);

    private static Finding of(boolean isEqual, Evidence by) {
      return new Finding(isEqual ? Verdict.EQUAL : Verdict.DIFFERENT, by);
    }
  }

  private final Store source;
  private final Store target;
  private final ETagTrust sourceTrust;
  private final ETagTrust targetTrust;
  private final Ladder ladder;
  private final ContentHash hash;

  /// @param sides the two stores
  /// @param ladder how far to go
  /// @param readBytes is told of the bytes that are read, as they are
  public Comparer(
      Sides sides, Ladder ladder, BytePermits memory, BlockingIo cpu, LongConsumer readBytes) {
    this.source = sides.source();
    this.target = sides.target();
    this.sourceTrust = sides.sourceTrust();
    this.targetTrust = sides.targetTrust();
    this.ladder = ladder;
    this.hash = new ContentHash(memory, cpu, readBytes);
  }

  /// Compares the contents of two entries of one size.
  ///
  /// @param from the source's
  /// @param to the destination's
  public Finding compare(Entry from, Entry to) throws StoreException, InterruptedException {
    Side left = new Side(source, from, sourceTrust);
    Side right = new Side(target, to, targetTrust);
    if (ladder.isByTimeAlone()) {
      return byTime(left, right);
    }
    Finding finding = byContent(left, right);
    if (finding.verdict() == Verdict.DIFFERENT
        && !ladder.readsObjects()
        && isDoubtful(left, right)) {
      return byReading(left, right);
    }
    if (finding.verdict() == Verdict.UNKNOWN && ladder.takesTimes()) {
      return byTime(left, right);
    }
    if (finding.verdict() == Verdict.EQUAL && finding.by() != Evidence.BYTES) {
      rememberSent(left, right, finding);
    }
    return finding;
  }

  /// Whether the ETag of a destination's object says that it has a file's content. The file is read
  /// for that if need be, and nothing else is asked.
  ///
  /// @param file the source's
  /// @param object one of the same size, under whatever key
  public boolean isSameByETag(Entry file, Entry object)
      throws StoreException, InterruptedException {
    Side left = new Side(source, file, sourceTrust);
    Side right = new Side(target, object, targetTrust);
    if (right.fingerprint() instanceof MultipartETag etag) {
      return Fingerprint.areSameDigest(left.fingerprint(), etag)
          || inParts(left, right, etag) == Verdict.EQUAL;
    }
    return right.hasMd5() && left.md5(hash).equals(right.md5(hash));
  }

  private Finding byContent(Side left, Side right) throws StoreException, InterruptedException {
    Finding finding = byETag(left, right);
    boolean isPartsDiffer = false;
    if (finding == null && (left.isFile() != right.isFile())) {
      Side file = left.isFile() ? left : right;
      Side object = left.isFile() ? right : left;
      if (object.fingerprint() instanceof MultipartETag etag) {
        Verdict inParts = inParts(file, object, etag);
        isPartsDiffer = inParts == Verdict.DIFFERENT;
        finding = inParts == Verdict.EQUAL ? Finding.of(true, Evidence.ETAG) : null;
      }
    }
    if (finding == null && isWorthAsking(left, right)) {
      finding = byStatedMd5(left, right);
      finding = finding == null ? byChecksum(left, right) : finding;
    }
    if (finding == null && ladder.readsObjects()) {
      finding = byReadingWhatIsNotKnown(left, right);
    }
    if (finding != null) {
      return finding;
    }
    return isPartsDiffer ? Finding.of(false, Evidence.ETAG) : Finding.UNKNOWN;
  }

  /// By MD5s: those that ETags are, and those of files, which are read where they are not
  /// remembered.
  ///
  /// @return null where they cannot tell
  private @Nullable Finding byETag(Side left, Side right)
      throws StoreException, InterruptedException {
    Evidence same = Fingerprint.sameBy(left.fingerprint(), right.fingerprint());
    if (same != null) {
      return Finding.of(true, same);
    }
    if (left.isFile() && right.isFile()) {
      return byReadingWhatIsNotKnown(left, right);
    }
    Finding bySent = bySent(left, right);
    bySent = bySent == null ? bySent(right, left) : bySent;
    if (bySent != null) {
      return bySent;
    }
    if (!left.hasMd5() || !right.hasMd5()) {
      return null; // before the other is read for nothing
    }
    if (left.md5(hash).equals(right.md5(hash))) {
      return Finding.of(true, Evidence.ETAG); // what is no MD5 does not equal one by chance
    }
    return left.isMd5Certain() && right.isMd5Certain() ? Finding.of(false, Evidence.ETAG) : null;
  }

  /// By the ETag that an object was given when it had a content whose MD5 is remembered. The file
  /// is read for its own.
  ///
  /// @return null where none is remembered, or the object has another by now
  private @Nullable Finding bySent(Side file, Side object)
      throws StoreException, InterruptedException {
    Remembered doubted = file.doubted();
    String sent = doubted == null ? null : doubted.sentETag();
    Md5Value md5 = doubted == null ? null : doubted.md5();
    return sent != null && md5 != null && sent.equals(object.entry.etag())
        ? Finding.of(md5.hex().equals(file.readMd5(hash)), Evidence.SENT)
        : null;
  }

  /// Reads a file in the parts that an object was written in: in those that can be deduced, or, if
  /// several can or none, in those that the service says.
  ///
  /// If the file has another ETag in those parts, or the service does not say and the object has as
  /// many parts as sluice would have written, the content has most likely changed. Should it be
  /// another tool's parts after all, sending it once puts an end to the doubt.
  private Verdict inParts(Side file, Side object, MultipartETag etag)
      throws StoreException, InterruptedException {
    long sizeBytes = object.entry.sizeBytes();
    List<Long> deduced = PartPlan.candidates(sizeBytes, etag.partCount());
    List<Long> unread = unread(file, deduced);
    boolean isAmbiguous = deduced.size() != 1;
    if (isAmbiguous) {
      OptionalLong said = object.partBytes();
      if (said.isPresent()) {
        unread = unread(file, List.of(said.getAsLong()));
      }
    }
    if (!unread.isEmpty()
        && hash.multipartETags(file.store, file.entry, unread).contains(etag.text())) {
      return Verdict.EQUAL;
    }
    if (!(object.confirmed() instanceof MultipartETag)) {
      return Verdict.UNKNOWN;
    }
    OptionalLong said = object.partBytes();
    if (said.isEmpty()) {
      return PartPlan.isUsual(sizeBytes, etag.partCount()) ? Verdict.DIFFERENT : Verdict.UNKNOWN;
    }
    long partBytes = said.getAsLong();
    if (Math.ceilDiv(sizeBytes, partBytes) != etag.partCount()) {
      return Verdict.UNKNOWN; // parts of several lengths
    }
    boolean isRead = isAmbiguous || deduced.contains(partBytes);
    return isRead
            || !hash.multipartETags(file.store, file.entry, List.of(partBytes))
                .contains(etag.text())
        ? Verdict.DIFFERENT
        : Verdict.EQUAL;
  }

  /// Those part sizes of which it is not remembered that the file's ETag in them is another.
  private static List<Long> unread(Side file, List<Long> partSizes) {
    return file.fingerprint() instanceof Remembered remembered
        ? partSizes.stream()
            .filter(
                size -> remembered.inParts().stream().noneMatch(each -> each.partBytes() == size))
            .toList()
        : partSizes;
  }

  /// Whether objects are asked what they say of themselves: where that was done already, and where
  /// times would not do without.
  private boolean isWorthAsking(Side left, Side right) {
    return ladder.asksAlways()
        || left.isAsked()
        || right.isAsked()
        || TimeRule.byListing(left.entry, right.entry) != TimeRule.Answer.UNCHANGED;
  }

  /// By the MD5 that its writer has left beside an object.
  private @Nullable Finding byStatedMd5(Side left, Side right)
      throws StoreException, InterruptedException {
    if (!ladder.takesStatedMd5s() || !left.statesMd5() || !right.statesMd5()) {
      return null;
    }
    return Finding.of(left.statedMd5(hash).equals(right.statedMd5(hash)), Evidence.METADATA);
  }

  /// By the checksums that services vouch for.
  private @Nullable Finding byChecksum(Side left, Side right)
      throws StoreException, InterruptedException {
    if (left.isFile() || right.isFile()) {
      Side file = left.isFile() ? left : right;
      Side object = left.isFile() ? right : left;
      return ofFile(file, object);
    }
    for (Checksum one : left.ask().checksums()) {
      for (Checksum other : right.ask().checksums()) {
        if (one.equals(other)) {
          return Finding.of(true, Evidence.CHECKSUM);
        }
        if (one.algorithm() == other.algorithm()
            && one.scope() == Checksum.Scope.FULL_OBJECT
            && other.scope() == Checksum.Scope.FULL_OBJECT) {
          return Finding.of(false, Evidence.CHECKSUM);
        }
      }
    }
    return null;
  }

  private @Nullable Finding ofFile(Side file, Side object)
      throws StoreException, InterruptedException {
    Confirmed said = object.ask();
    Claim claim =
        Claim.cheapest(
            Fingerprint.OPAQUE,
            said.checksums(),
            new Claim.Shape(object.entry.sizeBytes(), said.partBytes()));
    if (claim == null) {
      return null;
    }
    if (hash.holds(file.store, file.entry, claim)) {
      return Finding.of(true, Evidence.CHECKSUM);
    }
    // Asked for one part, a service may have told the part's.
    boolean isCertain = claim.isCertain() && (claim.partCount() > 0 || said.partBytes().isEmpty());
    return isCertain ? Finding.of(false, Evidence.CHECKSUM) : null;
  }

  private Finding byReadingWhatIsNotKnown(Side left, Side right)
      throws StoreException, InterruptedException {
    boolean isKnown = left.isMd5Known() || right.isMd5Known();
    boolean equal =
        isKnown
            ? left.readMd5(hash).equals(right.readMd5(hash))
            : hash.areEqual(left.store, left.entry, right.store, right.entry);
    return Finding.of(equal, Evidence.BYTES);
  }

  /// A copy that says that it was made of just this version of the source, and whose ETag says that
  /// it is another content: perhaps the service's ETags are no digests at all.
  private boolean isDoubtful(Side left, Side right) throws StoreException, InterruptedException {
    return (left.isInDoubt() || right.isInDoubt())
        && TimeRule.isSameVersion(left.entry, left.ownTime(), right.entry, right.ownTime());
  }

  private Finding byReading(Side left, Side right) throws StoreException, InterruptedException {
    String leftMd5 = hash.md5(left.store, left.entry);
    String rightMd5 = hash.md5(right.store, right.entry);
    boolean equal = leftMd5.equals(rightMd5);
    left.settle(leftMd5, equal);
    right.settle(rightMd5, equal);
    return Finding.of(equal, Evidence.BYTES);
  }

  private static Finding byTime(Side left, Side right) throws StoreException, InterruptedException {
    TimeRule.Answer answer = TimeRule.byListing(left.entry, right.entry);
    if (answer == TimeRule.Answer.ASK) {
      answer = TimeRule.byOwnTimes(left.entry, left.ownTime(), right.entry, right.ownTime());
    }
    return switch (answer) {
      case CHANGED -> new Finding(Verdict.NEWER, Evidence.MTIME);
      case UNCHANGED -> new Finding(Verdict.EQUAL_BY_TIME, Evidence.MTIME);
      case UNKNOWN, ASK -> Finding.UNKNOWN;
    };
  }

  /// A file that was found to be what the other side has, though its ETag does not tell: the next
  /// time the ETag does.
  private void rememberSent(Side left, Side right, Finding finding)
      throws StoreException, InterruptedException {
    boolean isNews =
        switch (finding.by()) {
          case METADATA, CHECKSUM -> true;
          case SENT -> left.doubted() != null || right.doubted() != null;
          case null, default -> false;
        };
    if (isNews && left.isFile() != right.isFile()) {
      Side file = left.isFile() ? left : right;
      String etag = (left.isFile() ? right : left).entry.etag();
      if (etag != null) {
        hash.remember(file.store, file.entry, new Remembered(null, List.of(), etag));
      }
    }
  }
}
