package dev.sluice.store.s3.object;

import dev.sluice.checksum.Claim;
import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.object.EarlierAttempt.Ownership;
import dev.sluice.store.s3.sums.Passage;
import dev.sluice.store.s3.sums.Passages;
import java.util.OptionalLong;

/// Whether an object has the content of a payload, by the cheapest sum that the service gives of
/// it: the ETag is an MD5, or, under SSE-KMS, not.
final class SentContent {

  private SentContent() {}

  /// @param fingerprint what the object's ETag says, as far as the service's ETags are believed
  static Ownership ownership(
      Payload sent, ObjectHead there, Fingerprint fingerprint, BlockingIo cpu)
      throws InterruptedException {
    long sizeBytes = sent.sizeBytes();
    if (there.sizeBytes() != sizeBytes) {
      return Ownership.OTHER;
    }
    if (sizeBytes == 0) {
      return Ownership.OWN;
    }
    Claim claim =
        Claim.cheapest(
            fingerprint,
            there.stored().checksums(),
            new Claim.Shape(sizeBytes, OptionalLong.empty()));
    if (claim == null || !(sent instanceof Payload.InMemory inMemory)) {
      return Ownership.UNKNOWN; // what goes by one PUT is short enough to be in memory
    }
    Passage passage = Passages.of(claim, sizeBytes);
    passage.passed(0, inMemory.content(), 0, inMemory.content().length, cpu);
    Passage.Sums sums = passage.sums();
    if (sums != null && sums.texts().contains(claim.value())) {
      return Ownership.OWN;
    }
    return sums != null && claim.isCertain() ? Ownership.OTHER : Ownership.UNKNOWN;
  }
}
