package dev.sluice.transfer;

import dev.sluice.content.Comparer;
import dev.sluice.content.Sides;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Proof;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import dev.sluice.transfer.InFlight.Flight;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import dev.sluice.transfer.Outcome.Skipped;
import dev.sluice.transfer.RemoteCopies.Attempt;
import dev.sluice.transfer.RemoteCopies.Known;
import dev.sluice.transfer.Sending.Passed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Copies one entry from one store to the other, whatever the two are: within the service where
/// that is possible, in one write where the entry is small, in parts where it is not. Thread-safe;
/// blocks its caller.
public final class Transferrer {

  /// A file that changes while it is read is tried again, from a fresh look at it, this many times
  /// in all; so is content that is not what its store says.
  private static final int MAX_ATTEMPTS = 3;

  private final Sides sides;
  private final CopyRules rules;
  private final Store source;
  private final Store target;
  private final @Nullable ServerCopy sourceCopies;
  private final @Nullable ServerCopy targetCopies;
  private final InFlight inFlight;

  /// Null where everything is sent.
  private final @Nullable RemoteCopies remoteCopies;

  /// Null where a long file that is not remembered is sent.
  private final @Nullable LongTwins longTwins;

  private final Sending sending;

  /// @param sides where entries come from and where they go
  /// @param rules what may be taken as it is
  public Transferrer(Sides sides, CopyRules rules, TransferResources limits, InFlight inFlight) {
    this(sides, rules, limits, inFlight, null);
  }

  /// @param comparer compares long files with objects that may be their twins; null for none
  Transferrer(
      Sides sides,
      CopyRules rules,
      TransferResources limits,
      InFlight inFlight,
      @Nullable Comparer comparer) {
    this.sides = sides;
    this.rules = rules;
    this.source = sides.source();
    this.target = sides.target();
    this.sourceCopies = source.serverCopy().orElse(null);
    this.targetCopies = target.serverCopy().orElse(null);
    this.inFlight = inFlight;
    this.remoteCopies =
        targetCopies != null && limits.contents() != null
            ? new RemoteCopies(sides, targetCopies, limits.contents())
            : null;
    this.longTwins =
        remoteCopies != null
                && comparer != null
                && limits.contents() != null
                && !remoteCopies.isToFolder()
            ? new LongTwins(sides, comparer, limits.memory(), limits.contents())
            : null;
    this.sending = new Sending(target, limits, remoteCopies);
  }

  /// Carries `copy` out.
  ///
  /// @return copied, skipped because it vanished, or failed
  /// @throws InterruptedException if told to stop; nothing is left behind
  public Outcome copy(Copy copy) throws InterruptedException {
    Entry entry = copy.source();
    WriteCondition condition =
        rules.overwritesChanged() ? WriteCondition.ANY : WriteCondition.over(copy.target());
    Contradiction contradiction = new Contradiction(sides, rules.acceptsETagMismatch());
    try (Flight flight = inFlight.begin(entry.key(), entry.sizeBytes())) {
      for (int attempt = 1; ; attempt++) {
        SourceReads reads = new SourceReads(sides, contradiction);
        try {
          Done done = copyOnce(entry, condition, reads, flight);
          return new Copied(
              entry,
              copy.reason(),
              done.method(),
              done.isVerified(),
              flight.age(),
              done.written(),
              done.twin(),
              copy.by());
        } catch (StoreException e) {
          if (e.kind() == StoreException.Kind.CONTRADICTED && isTakenAsItIs()) {
            flight.passed(entry.sizeBytes());
            return new Copied(
                entry,
                copy.reason(),
                method(entry),
                false,
                flight.age(),
                StoredContent.NOTHING_SAID,
                null,
                copy.by());
          }
          flight.startOver();
          Failed failed = new Failed(entry.key(), e.kind(), e.getMessage(), reads.whereFailed(e));
          if (!mayBeStale(failed) && !mayHaveBeenAltered(failed, contradiction)) {
            return failed;
          }
          Optional<Entry> fresh;
          try {
            fresh = source.find(entry.key());
            if (fresh.isEmpty()) {
              return source.isListed(entry.key())
                  ? outOfReach(failed)
                  : new Skipped(entry.key(), SkipReason.VANISHED, entry.sizeBytes());
            }
          } catch (StoreException lookAgain) {
            return failed; // the first failure is the one worth reporting
          }
          if (attempt == MAX_ATTEMPTS) {
            return failed;
          }
          entry = fresh.get();
        }
      }
    }
  }

  private static Failed outOfReach(Failed failed) {
    return new Failed(
        failed.key(),
        failed.kind(),
        failed.message()
            + ", although it is listed still: its name may hold a character that the listing shows"
            + " as another",
        failed.at());
  }

  /// Whether the entry may have changed or gone since it was listed, so that a fresh look may help.
  private static boolean mayBeStale(Failed failed) {
    return failed.kind() == StoreException.Kind.CHANGED
        || (failed.kind() == StoreException.Kind.NOT_FOUND && failed.at() == FailedAt.SOURCE);
  }

  /// Whether content that was wrong may be right when it is read again.
  private static boolean mayHaveBeenAltered(Failed failed, Contradiction contradiction) {
    return failed.kind() == StoreException.Kind.CORRUPT
        && failed.at() == FailedAt.SOURCE
        && !contradiction.isSettled();
  }

  /// How a copy was made.
  ///
  /// @param isVerified whether what was read is known to be what the source holds
  /// @param written what the destination said
  /// @param twin the key that was copied in place of the source; null for none
  private record Done(
      Method method, boolean isVerified, StoredContent written, @Nullable Key twin) {}

  /// An entry is stored, and the destination's ETag says that it is something else than what was
  /// sent: either is possible until there are too many of them.
  private boolean isTakenAsItIs() {
    sides.targetTrust().contradicted();
    return rules.acceptsETagMismatch() || sides.targetTrust().isLost();
  }

  private Method method(Entry entry) {
    return withinService(entry) != null ? Method.SERVER_COPY : throughHere();
  }

  /// The source's handle by which the destination can copy by itself.
  ///
  /// @return null where it cannot
  private @Nullable CopySource withinService(Entry entry) {
    if (sourceCopies == null || targetCopies == null) {
      return null;
    }
    CopySource from = sourceCopies.copySource(entry);
    return targetCopies.canCopy(from) ? from : null;
  }

  private Done copyOnce(Entry entry, WriteCondition condition, SourceReads reads, Flight flight)
      throws StoreException, InterruptedException {
    Entry known = sides.targetTrust().believed(entry);
    CopySource from = withinService(known);
    ServerCopy copies = targetCopies;
    if (from != null && copies != null) {
      WriteSpec spec =
          new WriteSpec(entry.key(), entry.sizeBytes(), known.fingerprint(), condition);
      StoredContent written = reads.ofServiceItself(() -> copies.copy(from, spec));
      flight.passed(entry.sizeBytes());
      return new Done(Method.SERVER_COPY, true, written, null);
    }
    // What it should be is the reader's to know, which sees how it is encrypted and by what sums
    // its store vouches for it.
    WriteSpec spec = new WriteSpec(entry.key(), entry.sizeBytes(), Fingerprint.UNREAD, condition);
    RemoteCopies remote = remoteCopies;
    return remote == null
        ? sent(sending.send(entry, reads, spec, flight))
        : copyOrSend(remote, entry, reads, spec, flight);
  }

  /// Copies a content that the destination has, as far as that is known or found out, or sends it.
  private Done copyOrSend(
      RemoteCopies remote, Entry entry, SourceReads reads, WriteSpec spec, Flight flight)
      throws StoreException, InterruptedException {
    Known known = remote.known(entry);
    Attempt attempt = remote.copyKnown(spec, known, () -> look(entry, reads));
    if (attempt.stored() == null && longTwins != null && !sending.isShort(entry)) {
      attempt = copyLong(entry, reads, attempt, spec);
    }
    boolean isKnown = entry.sizeBytes() > 0 && !known.digests().isEmpty();
    if (attempt.stored() == null && remote.isToFolder() && isKnown) {
      return sendOnce(remote, known, entry, reads, spec, flight);
    }
    return attempt.stored() == null
        ? sent(sending.send(entry, reads, spec.withCondition(attempt.condition()), flight))
        : copied(attempt, attempt.stored(), flight, entry);
  }

  /// Sends a content to a folder, unless the same is being sent: then that is copied. Those that
  /// have waited for it do so side by side, and send theirs if it has come to nothing.
  private Done sendOnce(
      RemoteCopies remote,
      Known known,
      Entry entry,
      SourceReads reads,
      WriteSpec spec,
      Flight flight)
      throws StoreException, InterruptedException {
    String digest = known.digests().getFirst();
    try (RemoteCopies.Turn _ = remote.beginOrAwait(entry.sizeBytes(), digest)) {
      Attempt attempt = remote.copyKnown(spec, known, () -> look(entry, reads));
      if (attempt.stored() != null) {
        return copied(attempt, attempt.stored(), flight, entry);
      }
      Passed passed = sending.send(entry, reads, spec, flight);
      if (passed.proof() instanceof Proof.Proven) {
        remote.wrote(spec, digest, passed.written());
      }
      return sent(passed);
    }
  }

  private Done copied(Attempt made, StoredContent stored, Flight flight, Entry entry) {
    flight.passed(entry.sizeBytes());
    return new Done(ofTwin(stored), true, stored, made.from());
  }

  private Done sent(Passed passed) {
    return new Done(
        passed.twin() == null ? throughHere() : ofTwin(passed.written()),
        passed.proof() instanceof Proof.Proven,
        passed.written(),
        passed.twin());
  }

  private Method ofTwin(StoredContent stored) {
    if (!target.properties().fileSystem()) {
      return Method.REMOTE_COPY;
    }
    StoredContent.File file = stored.file();
    return file != null && file.isReflink() ? Method.REFLINK : Method.LOCAL_COPY;
  }

  /// What goes with a content that is not read; null where it is not what was listed any more. A
  /// service is asked on condition of the ETag.
  private @Nullable Attributes look(Entry entry, SourceReads reads)
      throws StoreException, InterruptedException {
    if (source.properties().fileSystem()) {
      return source.isAsListed(entry) ? Attributes.ofFile(entry.modifiedTime()) : null;
    }
    try (ContentReader reader = reads.open(entry)) {
      return reader.attributes();
    }
  }

  /// Makes a remote copy of a long file that is found to have the content of an object.
  ///
  /// @param before an attempt that came to nothing
  private Attempt copyLong(Entry entry, SourceReads reads, Attempt before, WriteSpec spec)
      throws StoreException, InterruptedException {
    RemoteCopies remote = remoteCopies;
    Entry twin =
        remote == null || longTwins == null || !remote.isUsable()
            ? null
            : longTwins.find(entry, reads);
    String etag = twin == null ? null : twin.etag();
    if (remote == null || etag == null || !source.isAsListed(entry)) {
      return before;
    }
    return remote.copy(
        spec.withCondition(before.condition()),
        List.of(etag.toLowerCase(Locale.ROOT)),
        Attributes.ofFile(entry.modifiedTime()));
  }

  private Method throughHere() {
    boolean fromFiles = source.properties().fileSystem();
    boolean toFiles = target.properties().fileSystem();
    return fromFiles == toFiles ? Method.STREAM : fromFiles ? Method.UPLOAD : Method.DOWNLOAD;
  }
}
