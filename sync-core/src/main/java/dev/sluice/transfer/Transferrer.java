package dev.sluice.transfer;

import dev.sluice.flow.BytePermits;
import dev.sluice.flow.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.ContentReader;
import dev.sluice.store.CopySource;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.transfer.InFlight.Flight;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Copies one entry from one store to the other, whatever the two are: within the service where
/// that is possible, in one write where the entry is small, in parts where it is not. Thread-safe;
/// blocks its caller.
public final class Transferrer {

  /// A file that changes while it is read is tried again, from a fresh look at it, this many times
  /// in all.
  private static final int MAX_ATTEMPTS_ON_CHANGE = 3;

  /// What one part may hold in memory; a longer part is streamed by its writer.
  private static final long MAX_PIECE_BYTES = 16L << 20;

  private final Store source;
  private final Store target;
  private final TransferLimits limits;
  private final InFlight inFlight;

  /// @param source where entries come from
  /// @param target where they go
  public Transferrer(Store source, Store target, TransferLimits limits, InFlight inFlight) {
    this.source = source;
    this.target = target;
    this.limits = limits;
    this.inFlight = inFlight;
  }

  /// Carries `copy` out.
  ///
  /// @return copied, skipped because it vanished, or failed
  /// @throws InterruptedException if told to stop; nothing is left behind
  public Outcome copy(Copy copy) throws InterruptedException {
    Entry entry = copy.source();
    try (Flight flight = inFlight.begin(entry.key(), entry.sizeBytes())) {
      for (int attempt = 1; ; attempt++) {
        SourceReads reads = new SourceReads(source);
        try {
          Method method = copyOnce(entry, reads, flight);
          return new Copied(entry, copy.reason(), method, flight.age());
        } catch (StoreException e) {
          flight.startOver();
          Failed failed = new Failed(entry.key(), e.kind(), e.getMessage(), reads.whereFailed(e));
          if (!mayBeStale(failed)) {
            return failed;
          }
          Optional<Entry> fresh;
          try {
            fresh = source.find(entry.key());
          } catch (StoreException lookAgain) {
            return failed; // the first failure is the one worth reporting
          }
          if (fresh.isEmpty()) {
            return new Skipped(entry.key(), SkipReason.VANISHED, entry.sizeBytes());
          }
          if (attempt == MAX_ATTEMPTS_ON_CHANGE) {
            return failed;
          }
          entry = fresh.get();
        }
      }
    }
  }

  /// Whether the entry may have changed or gone since it was listed, so that a fresh look may help.
  private static boolean mayBeStale(Failed failed) {
    return failed.kind() == StoreException.Kind.CHANGED
        || (failed.kind() == StoreException.Kind.NOT_FOUND && failed.at() == FailedAt.SOURCE);
  }

  private Method copyOnce(Entry entry, SourceReads reads, Flight flight)
      throws StoreException, InterruptedException {
    Optional<CopySource> handle = source.copySource(entry);
    if (handle.isPresent() && target.canCopy(handle.get())) {
      target.copy(handle.get(), spec(entry, entry.fingerprint()));
      flight.passed(entry.sizeBytes());
      return Method.SERVER_COPY;
    }
    if (entry.sizeBytes() <= target.capabilities().singleWriteBytes()) {
      // Read whole, it is verified by its reader, which sees how it is encrypted.
      writeWhole(entry, reads, spec(entry, Fingerprint.UNREAD), flight);
    } else {
      writeInParts(entry, reads, spec(entry, reads.confirm(entry)), flight);
    }
    return throughHere();
  }

  private static WriteSpec spec(Entry entry, Fingerprint expected) {
    return new WriteSpec(entry.key(), entry.sizeBytes(), expected);
  }

  private Method throughHere() {
    boolean fromFiles = source.capabilities().fileSystem();
    boolean toFiles = target.capabilities().fileSystem();
    return fromFiles == toFiles ? Method.STREAM : fromFiles ? Method.UPLOAD : Method.DOWNLOAD;
  }

  private void writeWhole(Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    try (BytePermits.Lease _ = limits.memory().acquire(entry.sizeBytes());
        ContentReader reader = reads.open(entry)) {
      limits.rate().acquire(entry.sizeBytes());
      target.write(spec, reader);
      flight.passed(entry.sizeBytes());
    }
  }

  private void writeInParts(Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    try (ContentReader reader = reads.open(entry);
        PartWriter writer = target.writeParts(spec, reader)) {
      long partBytes = writer.partSizeBytes();
      int parts = Math.toIntExact((entry.sizeBytes() + partBytes - 1) / partBytes);
      AtomicInteger nextPart = new AtomicInteger(1);
      AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
      try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-part")) {
        for (int i = 0; i < Math.min(parts, limits.partsAtOnce()); i++) {
          group.fork(() -> {
            int number;
            while (failure.get() == null && (number = nextPart.getAndIncrement()) <= parts) {
              long length = Math.min(partBytes, entry.sizeBytes() - (number - 1) * partBytes);
              try {
                writePart(writer, number, length, flight);
              } catch (StoreException e) {
                failure.compareAndSet(null, e);
              }
            }
          });
        }
        group.join();
      }
      StoreException first = failure.get();
      if (first != null) {
        throw first;
      }
      writer.commit();
    }
  }

  private void writePart(PartWriter writer, int number, long length, Flight flight)
      throws StoreException, InterruptedException {
    try (BytePermits.Lease _ = limits.memory().acquire(Math.min(length, MAX_PIECE_BYTES))) {
      limits.rate().acquire(length);
      writer.writePart(number);
      flight.passed(length);
    }
  }
}
