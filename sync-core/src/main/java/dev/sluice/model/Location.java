package dev.sluice.model;

/// What a user names as source or destination, as it was written.
///
/// The final slash carries meaning (see `docs/paths.md`), so it is kept and never normalised away.
///
/// @param scheme what stood in front of `://`, in lower case; empty for a path of this machine
/// @param authority where the service keeps it: a bucket, a host; empty for a path of this machine
/// @param path what follows the authority and its slash, empty for all of it; of this machine, with
///   `/` or the platform's separator
public record Location(String scheme, String authority, String path) {

  /// A path of the local file system.
  public static Location local(String path) {
    return new Location("", "", path);
  }

  /// Whether it is on this machine.
  public boolean isLocal() {
    return scheme.isEmpty();
  }

  /// Whether it means what is inside, and not the thing itself. All that an authority has does.
  public boolean endsInSlash() {
    return path.endsWith("/") || (path.isEmpty() && !isLocal());
  }

  /// As the user wrote it, or means it.
  public String text() {
    return isLocal() ? path : scheme + "://" + authority + (path.isEmpty() ? "" : "/" + path);
  }

  /// Another path of the same authority.
  public Location withPath(String other) {
    return new Location(scheme, authority, other);
  }
}
