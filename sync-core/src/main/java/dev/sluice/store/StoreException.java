package dev.sluice.store;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A store's failure, classified once, by the adapter that met it.
///
/// The message says in one line what was being done to what, what the store answered and, where
/// there is one, the remedy: `upload a/b.jpg: Access Denied (403 AccessDenied)`. It is fit for a
/// user as it stands.
public final class StoreException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /// What sort of failure it is, which decides what the run does.
  public enum Kind {
    /// The entry does not exist (any more).
    NOT_FOUND(false),
    /// The bucket or the root directory does not exist.
    NO_ROOT(true),
    /// Not permitted for this entry.
    DENIED(false),
    /// A retention period or a legal hold protects this entry: nobody may delete it now.
    LOCKED(false),
    /// What was asked for, or configured, cannot be: nothing was sent, or the service would refuse
    /// every entry alike. The user can mend it on the command line or in the configuration.
    MISCONFIGURED(true),
    /// The credentials are wrong, expired or missing, or may not do what every entry needs: nothing
    /// at all will be permitted.
    BAD_CREDENTIALS(true),
    /// The service asked to slow down, and went on doing so.
    THROTTLED(false),
    /// A passing fault that did not pass: 5xx, reset, time-out.
    TRANSIENT(false),
    /// No connection can be made to the service.
    UNREACHABLE(true),
    /// The content is no longer what was listed.
    CHANGED(false),
    /// What is at the destination is no longer what was listed: somebody else has written or
    /// deleted it meanwhile, and it was left as it is.
    CONFLICT(false),
    /// What arrived is not what was sent.
    CORRUPT(false),
    /// The entry is stored, and the store's ETag says each time that it is something else than what
    /// was sent: it is, or the store's ETags are no digests.
    CONTRADICTED(false),
    /// The destination is full.
    NO_SPACE(true),
    /// The destination may not be written at all: a read-only file system.
    READ_ONLY(true),
    /// The system gives this process too little: no more open files, no more threads.
    EXHAUSTED(true),
    /// This key cannot exist at this store: `../x`, a name too long.
    REFUSED(false),
    /// Something is in the way at the destination: a file where a directory is needed, or a
    /// directory in the place of a file. This key can exist once that has gone.
    OBSTRUCTED(false),
    /// Anything else.
    OTHER(false);

    private final boolean concernsWholeRun;

    Kind(boolean concernsWholeRun) {
      this.concernsWholeRun = concernsWholeRun;
    }

    /// Whether going on with other entries is pointless.
    public boolean concernsWholeRun() {
      return concernsWholeRun;
    }
  }

  private final Kind kind;

  /// @param kind its class
  /// @param message the whole line for the user
  /// @param cause what the adapter caught, null where nothing was
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /// Without a cause.
  public StoreException(Kind kind, String message) {
    this(kind, message, null);
  }

  /// Its class.
  public Kind kind() {
    return kind;
  }

  /// The line for the user; never null.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage(), "message");
  }
}
