package dev.sluice.store.s3.object;

import dev.sluice.checksum.Claim;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.PartPlan;
import dev.sluice.store.Proof;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.sums.Passage;
import dev.sluice.store.s3.sums.Passages;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Holds what is read of one object against what was listed of it and what its answers say.
/// Thread-safe.
public final class ContentCheck {

  private final S3Root root;
  private final Entry entry;
  private final S3Address address;

  private volatile Proof proof = Proof.UNPROVEN;
  private volatile @Nullable Claim claim;
  private volatile @Nullable Passage passage;
  private volatile @Nullable String etag;
  private volatile @Nullable ObjectHead inspected;
  private final LongAdder passedBytes = new LongAdder();

  /// What the latest attempt to read it whole came to, where that is not what it should be.
  private @Nullable String wrong;

  ContentCheck(S3Root root, Entry entry) {
    this.root = root;
    this.entry = entry;
    this.address = root.address(entry.key());
    this.etag = entry.etag();
  }

  Proof proof() {
    return proof;
  }

  /// Looks at content that was read in one piece.
  ///
  /// @throws FaultException if it is wrong, and may be right when it is read again; content that is
  ///   wrong twice in the same way is what the service has
  synchronized void whole(ObjectHead head, byte[] into, int at, int length)
      throws IOException, InterruptedException {
    if (fingerprint(head) instanceof Fingerprint.Md5 md5) {
      String listed = md5.hex();
      String found = Md5.of(into, at, length, root.cpu()).hex();
      judge(new Found(found, "md5 " + found, "md5 " + listed, true, true), listed.equals(found));
      return;
    }
    Claim made = claim(head, OptionalLong.empty());
    if (made == null || length == 0) {
      proof = made == null ? Proof.UNPROVEN : Proof.PROVEN;
      return;
    }
    Passage whole = Passages.of(made, length);
    whole.passed(0, into, at, length, root.cpu());
    Passage.Sums sums = whole.sums();
    if (sums != null) {
      String found = sums.texts().getFirst();
      judge(
          new Found(
              found,
              made.describe(found),
              made.describe(made.value()),
              made.isETag(),
              made.isCertain()),
          sums.texts().contains(made.value()));
    }
  }

  /// What content came to.
  ///
  /// @param sum to be compared with that of another attempt
  private record Found(
      String sum, String text, String claimed, boolean byETag, boolean isCertain) {}

  private void judge(Found found, boolean isRight) throws FaultException {
    if (isRight) {
      proof = Proof.PROVEN;
    } else if (found.sum().equals(wrong)) {
      proof =
          new Contradicted(found.text(), found.claimed(), found.byETag(), found.isCertain(), true);
    } else {
      wrong = found.sum();
      throw FaultException.corrupt(
          "what arrived has the "
              + found.text()
              + " and not the "
              + found.claimed()
              + " of what was listed");
    }
  }

  /// What was listed counts, as far as the answer does not say that the ETag is no digest. Where
  /// the entry has an ETag that says nothing, that was found out before.
  private Fingerprint fingerprint(ObjectHead head) {
    Fingerprint listed = entry.fingerprint();
    if (listed instanceof Fingerprint.Opaque && listed.etag() != null) {
      return listed;
    }
    Fingerprint answered = head.stored().fingerprint();
    boolean isDigest = answered instanceof Fingerprint.Md5 || answered instanceof MultipartETag;
    boolean wasListed = listed instanceof Fingerprint.Md5 || listed instanceof MultipartETag;
    return isDigest && wasListed ? listed : answered;
  }

  private @Nullable Claim claim(ObjectHead head, OptionalLong partBytes) {
    return Claim.cheapest(
        fingerprint(head),
        head.stored().checksums(),
        new Claim.Shape(entry.sizeBytes(), partBytes));
  }

  /// The object will be read in pieces: asks what the service says of it.
  ///
  /// @param eachOnce whether no piece is read twice
  /// @return the answer
  ObjectHead expectPieces(boolean eachOnce) throws StoreException, InterruptedException {
    ObjectHead known = inspected;
    ObjectHead head = known == null ? inspect() : known;
    Claim made = claim(head, partBytes(head));
    if (made != null && (eachOnce || made.sum().isCrc())) {
      claim = made;
      passage = Passages.of(made, entry.sizeBytes());
    }
    return head;
  }

  /// Asks what the service says of the object: of its first part, where it has parts of whose
  /// length nothing can be guessed.
  ObjectHead inspect() throws StoreException, InterruptedException {
    boolean isPartUnknown =
        entry.fingerprint() instanceof MultipartETag(_, int partCount)
            && PartPlan.candidates(entry.sizeBytes(), partCount).isEmpty();
    ObjectHead part = isPartUnknown ? firstPart() : null;
    ObjectHead head = part == null ? inspect(OptionalInt.empty()) : part;
    if (etag == null) {
      etag = head.stored().etag();
    }
    inspected = head;
    return head;
  }

  /// @return null from a service that does not look at parts
  private @Nullable ObjectHead firstPart() throws StoreException, InterruptedException {
    try {
      return inspect(OptionalInt.of(1));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.OTHER) {
        return null;
      }
      throw e;
    }
  }

  /// @param part the number of the part that the answer is to be about; empty for the whole
  private ObjectHead inspect(OptionalInt part) throws StoreException, InterruptedException {
    InspectQuery query = new InspectQuery(root.bucket(), root.objectKey(entry.key()), etag, part);
    ObjectHead head = root.call(S3Operation.HEAD, address, () -> root.api().inspect(query));
    if (part.isEmpty() && head.sizeBytes() != entry.sizeBytes()) {
      throw new StoreException(
          StoreException.Kind.CHANGED,
          "look up "
              + address
              + ": it has "
              + head.sizeBytes()
              + " bytes where "
              + entry.sizeBytes()
              + " were listed");
    }
    return head;
  }

  /// The length of the first part; empty where the answer is not about it.
  private static OptionalLong partBytes(ObjectHead head) {
    return head.partCount().orElse(1) > 1 && head.sizeBytes() > 0
        ? OptionalLong.of(head.sizeBytes())
        : OptionalLong.empty();
  }

  /// A piece was read.
  void passed(long offset, byte[] into, int at, int length) throws InterruptedException {
    Passage expecting = passage;
    if (expecting != null) {
      passedBytes.add(length);
      expecting.passed(offset, into, at, length, root.cpu());
    }
  }

  /// A piece could not be read.
  void giveUp() {
    Passage expecting = passage;
    if (expecting != null) {
      expecting.giveUp();
    }
  }

  /// Judges what has passed, if that is all.
  void conclude() throws StoreException, InterruptedException {
    Claim made = claim;
    Passage expecting = passage;
    if (made == null || expecting == null || passedBytes.sum() < entry.sizeBytes()) {
      return;
    }
    Passage.Sums sums = expecting.sums();
    if (sums == null) {
      return;
    }
    if (sums.texts().contains(made.value())) {
      proof = Proof.PROVEN;
      return;
    }
    ObjectHead part = made.isCertain() ? null : firstPart();
    OptionalLong partBytes = part == null ? OptionalLong.empty() : partBytes(part);
    if (partBytes.isPresent() && !made.partSizesBytes().contains(partBytes.getAsLong())) {
      return; // its parts are of a length that nobody guessed, so nothing was found out
    }
    String found = sums.texts().getFirst();
    proof =
        new Contradicted(
            made.describe(found),
            made.describe(made.value()),
            made.isETag(),
            made.isCertain() || partBytes.isPresent(),
            false);
  }
}
