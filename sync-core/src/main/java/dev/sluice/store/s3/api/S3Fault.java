package dev.sluice.store.s3.api;

import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// One failed attempt, classified.
///
/// @param kind what it is to the callers of the port
/// @param cure what may help
/// @param said what the service, or the network, said, in one line
/// @param remedy what the user can do; null where there is no more to say
public record S3Fault(StoreException.Kind kind, Cure cure, String said, @Nullable String remedy) {

  /// What may help against a fault.
  public enum Cure {
    /// Nothing: the same request will fail again.
    NONE,
    /// Trying again.
    RETRY,
    /// Trying again, with fewer requests at once.
    SLOW_DOWN
  }

  /// The same, of another kind.
  public S3Fault as(StoreException.Kind newKind) {
    return new S3Fault(newKind, cure, said, remedy);
  }

  /// The same with this remedy.
  public S3Fault advising(String newRemedy) {
    return new S3Fault(kind, cure, said, newRemedy);
  }

  /// The same as a fault of the service as a whole, which has been away for too long.
  public S3Fault asUnreachable() {
    return new S3Fault(
        StoreException.Kind.UNREACHABLE,
        Cure.NONE,
        said,
        remedy == null ? "Check the endpoint and the network" : remedy);
  }

  /// The line for the user.
  ///
  /// @param attempts how often it was tried
  public String describe(S3Operation operation, S3Address address, int attempts) {
    StringBuilder line = new StringBuilder(160);
    line.append(operation.verb()).append(' ').append(address).append(": ").append(said);
    if (attempts > 1) {
      line.append(", after ").append(attempts).append(" attempts");
    }
    if (remedy != null) {
      line.append(". ").append(remedy);
    }
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ') {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }
}
