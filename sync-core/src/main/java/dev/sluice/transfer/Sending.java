package dev.sluice.transfer;

import dev.sluice.flow.BytePermits;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.store.ContentReader;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Proof;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.transfer.InFlight.Flight;
import dev.sluice.transfer.RemoteCopies.Attempt;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Passes contents from a reader to a writer: in one write where an entry is small, in parts where
/// it is not. Thread-safe; blocks its caller.
final class Sending {

  /// What one part may hold in memory; a longer part is streamed by its writer.
  private static final long MAX_PIECE_BYTES = 16L << 20;

  private final Store target;
  private final TransferResources limits;

  /// Null where nothing is copied at the destination.
  private final @Nullable RemoteCopies remoteCopies;

  Sending(Store target, TransferResources limits, @Nullable RemoteCopies remoteCopies) {
    this.target = target;
    this.limits = limits;
    this.remoteCopies = remoteCopies;
  }

  /// What a writer and a reader said of one content.
  ///
  /// @param twin the key that was copied in place of the source; null for none
  record Passed(StoredContent written, Proof proof, @Nullable Key twin) {
    private Passed(StoredContent written, Proof proof) {
      this(written, proof, null);
    }
  }

  /// Whether an entry is written in one go.
  boolean isShort(Entry entry) {
    return entry.sizeBytes() <= target.properties().singleWriteBytes();
  }

  /// Sends a content; a short one that is read to be sent to a service is copied there all the
  /// same, if its sum tells that it is there.
  Passed send(Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    return isShort(entry)
        ? writeWhole(entry, reads, spec, flight)
        : writeInParts(entry, reads, spec, flight);
  }

  private Passed writeWhole(Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    try (BytePermits.Lease _ = limits.memory().acquire(entry.sizeBytes());
        ContentReader reader = reads.open(entry)) {
      if (remoteCopies != null && !remoteCopies.isToFolder() && entry.sizeBytes() > 0) {
        return copyOrSend(remoteCopies, WholeContent.read(reader, limits.cpu()), spec, flight);
      }
      limits.rate().acquire(entry.sizeBytes());
      StoredContent written = target.write(spec, reader);
      flight.passed(entry.sizeBytes());
      return new Passed(written, reader.proof());
    }
  }

  /// Makes a remote copy where the destination has this content, and else sends it.
  private Passed copyOrSend(
      RemoteCopies remote, WholeContent content, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    long sizeBytes = spec.sizeBytes();
    String digest = content.md5().hex();
    try (RemoteCopies.Turn _ = remote.await(sizeBytes, digest)) {
      Attempt attempt = remote.copy(spec, List.of(digest), content.attributes());
      StoredContent copied = attempt.stored();
      if (copied != null) {
        content.remember(new Remembered(content.md5(), List.of(), copied.sentETag()));
        flight.passed(sizeBytes);
        return new Passed(copied, content.proof(), attempt.from());
      }
      limits.rate().acquire(sizeBytes);
      StoredContent written = target.write(spec.withCondition(attempt.condition()), content);
      remote.wrote(spec, digest, written);
      flight.passed(sizeBytes);
      return new Passed(written, content.proof());
    }
  }

  private Passed writeInParts(Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    try (ContentReader reader = reads.open(entry);
        PartWriter writer = target.writeParts(spec, reader)) {
      // A part that is streamed may be read again from its beginning.
      reader.expectPieces(writer.partSizeBytes() <= MAX_PIECE_BYTES);
      PartTurns turns = new PartTurns(entry.sizeBytes(), writer.partSizeBytes());
      AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
      try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-part")) {
        for (int i = 0; i < Math.min(turns.count(), limits.partsAtOnce()); i++) {
          group.fork(() -> {
            try {
              while (failure.get() == null && writeNext(writer, turns, flight)) {
                // Part after part.
              }
            } catch (StoreException e) {
              failure.compareAndSet(null, e);
            }
          });
        }
        group.join();
      }
      StoreException first = failure.get();
      if (first != null) {
        throw first;
      }
      StoredContent written = writer.commit();
      if (remoteCopies != null && written.fingerprint() instanceof Fingerprint.MultipartETag etag) {
        remoteCopies.wrote(spec, etag.text(), written);
      }
      return new Passed(written, reader.proof());
    }
  }

  /// Writes the next part. Memory for it is taken before its number, so that parts are begun in the
  /// order of their numbers: a reader that needs their bytes in order would else wait for a part
  /// that itself waits for memory which the waiting ones hold.
  ///
  /// @return false if there is none left
  private boolean writeNext(PartWriter writer, PartTurns turns, Flight flight)
      throws StoreException, InterruptedException {
    if (turns.isOver()) {
      return false;
    }
    long room = Math.min(turns.partBytes(), MAX_PIECE_BYTES);
    try (BytePermits.Lease _ = limits.memory().acquire(room)) {
      int number = turns.next();
      if (number == 0) {
        return false;
      }
      long length = turns.lengthOf(number);
      limits.rate().acquire(length);
      writer.writePart(number);
      flight.passed(length);
      return true;
    }
  }
}
