package dev.sluice.transfer;

import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one key's action ended. Every key seen ends in exactly one of these.
public sealed interface Outcome {

  /// The key it is about.
  Key key();

  /// The destination now has the source's content.
  ///
  /// @param source what was copied, as it was when copied
  /// @param reason why
  /// @param method how
  /// @param isVerified whether what was read is known to be what the source holds: by a sum that
  ///   the source's service vouches for, or because the source is a file system, or because the
  ///   service copied it by itself
  /// @param took from the first attempt to the end
  /// @param written what the destination said of what it has now
  /// @param twin the key at the destination that was copied in place of the source; null for none
  /// @param by what told that the contents differed; null where that is not why
  record Copied(
      Entry source,
      CopyReason reason,
      Method method,
      boolean isVerified,
      Duration took,
      StoredContent written,
      @Nullable Key twin,
      @Nullable Evidence by)
      implements Outcome {

    /// Made of the source itself, for a reason that a listing tells.
    public Copied(
        Entry source,
        CopyReason reason,
        Method method,
        boolean isVerified,
        Duration took,
        StoredContent written) {
      this(source, reason, method, isVerified, took, written, null, null);
    }

    @Override
    public Key key() {
      return source.key();
    }
  }

  /// The destination's entry is gone.
  record Deleted(Entry target) implements Outcome {
    @Override
    public Key key() {
      return target.key();
    }
  }

  /// Nothing was done, for a reason that is no failure.
  ///
  /// @param by what told that both sides are equal; null where nothing did
  record Skipped(Key key, SkipReason reason, long sizeBytes, @Nullable Evidence by)
      implements Outcome {

    /// For a reason that is no comparison.
    public Skipped(Key key, SkipReason reason, long sizeBytes) {
      this(key, reason, sizeBytes, null);
    }
  }

  /// A verification found a difference.
  ///
  /// @param by what told that the contents differ; null where they were not compared
  record Differs(Key key, DifferenceKind kind, @Nullable Evidence by) implements Outcome {

    /// One that a listing tells.
    public Differs(Key key, DifferenceKind kind) {
      this(key, kind, null);
    }
  }

  /// A dry run would do this.
  record Planned(Action action) implements Outcome {
    @Override
    public Key key() {
      return action.key();
    }
  }

  /// It was tried and did not succeed.
  ///
  /// @param kind the class of failure
  /// @param message the whole line for the user
  /// @param at what failed
  record Failed(Key key, StoreException.Kind kind, String message, FailedAt at)
      implements Outcome {}

  /// What a failure befell.
  enum FailedAt {
    /// A listing, of either side.
    LISTING,
    /// Reading the source's entry.
    SOURCE,
    /// Writing or deleting the destination's.
    DESTINATION
  }

  /// The run ended before its turn came.
  record NotAttempted(Key key) implements Outcome {}

  /// How a content got to the destination.
  enum Method {
    /// From a file system to a service.
    UPLOAD("upload"),
    /// From a service to a file system.
    DOWNLOAD("download"),
    /// Within the service, without passing through this machine.
    SERVER_COPY("copy"),
    /// From a file system to a service, by a copy of an object there that has the same content.
    REMOTE_COPY("remote copy"),
    /// From whatever source to a folder, by a copy of a file there that has the same content.
    LOCAL_COPY("local copy"),
    /// The same, by extents that both files share.
    REFLINK("reflink"),
    /// From service to service, or from folder to folder, through this machine.
    STREAM("copy through this machine");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /// Whether what the destination had already was copied there.
    public boolean isOfTwin() {
      return switch (this) {
        case REMOTE_COPY, LOCAL_COPY, REFLINK -> true;
        case UPLOAD, DOWNLOAD, SERVER_COPY, STREAM -> false;
      };
    }

    /// In words.
    public String text() {
      return text;
    }
  }
}
