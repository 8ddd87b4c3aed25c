package dev.sluice.model.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An access control list that the service makes from a name.
public enum CannedAcl {
  /// The owner alone.
  PRIVATE,
  /// Everybody may read.
  PUBLIC_READ,
  /// Everybody may read and, in a bucket, write.
  PUBLIC_READ_WRITE,
  /// Everybody with an account may read.
  AUTHENTICATED_READ,
  /// The service may read it for machine images.
  AWS_EXEC_READ,
  /// The bucket's owner may read it too.
  BUCKET_OWNER_READ,
  /// The bucket's owner has all rights too.
  BUCKET_OWNER_FULL_CONTROL;

  /// As requests and users name it: `bucket-owner-full-control`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one of that name, if there is one.
  public static Optional<CannedAcl> named(String text) {
    return Stream.of(values()).filter(acl -> acl.text().equals(text)).findFirst();
  }

  /// Whether it lets anybody in.
  public boolean isPublic() {
    return this == PUBLIC_READ || this == PUBLIC_READ_WRITE || this == AUTHENTICATED_READ;
  }

  /// Whether an object keeps the rights of its bucket's owner, whosever the object is.
  public boolean keepsBucketOwner() {
    return this == BUCKET_OWNER_FULL_CONTROL;
  }
}
