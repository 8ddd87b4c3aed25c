package dev.sluice.s3server.access;

import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.error.S3Error;
import java.util.List;

/// The access control list of a bucket or object. The owner may always do everything.
public record Acl(List<Grant> grants) {

  /// Only the owner; what everything has that was given no other ACL.
  public static final Acl PRIVATE = new Acl(List.of(Grant.toOwner()));

  private static final Acl PUBLIC_READ =
      new Acl(List.of(Grant.toOwner(), Grant.toGroup(Grant.ALL_USERS, Permission.READ)));
  private static final Acl PUBLIC_READ_WRITE =
      new Acl(
          List.of(
              Grant.toOwner(),
              Grant.toGroup(Grant.ALL_USERS, Permission.READ),
              Grant.toGroup(Grant.ALL_USERS, Permission.WRITE)));
  private static final Acl AUTHENTICATED_READ =
      new Acl(List.of(Grant.toOwner(), Grant.toGroup(Grant.AUTHENTICATED_USERS, Permission.READ)));
  private static final Acl LOG_DELIVERY_WRITE =
      new Acl(
          List.of(
              Grant.toOwner(),
              Grant.toGroup(Grant.LOG_DELIVERY, Permission.WRITE),
              Grant.toGroup(Grant.LOG_DELIVERY, Permission.READ_ACP)));

  public Acl {
    grants = List.copyOf(grants);
  }

  /// The ACL behind a canned name such as `public-read`.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception when there is no such name
  public static Acl canned(String name) {
    return switch (name) {
      case "private", "bucket-owner-full-control", "bucket-owner-read", "aws-exec-read" -> PRIVATE;
      case "public-read" -> PUBLIC_READ;
      case "public-read-write" -> PUBLIC_READ_WRITE;
      case "authenticated-read" -> AUTHENTICATED_READ;
      case "log-delivery-write" -> LOG_DELIVERY_WRITE;
      default -> throw S3Error.INVALID_ARGUMENT.exception("There is no canned ACL of that name");
    };
  }

  /// Whether someone without credentials has a permission.
  public boolean allowsEveryone(Permission permission) {
    return grants.stream()
        .anyMatch(g ->
            g.grantee().equals(Grant.ALL_USERS)
                && (g.permission() == permission || g.permission() == Permission.FULL_CONTROL));
  }

  /// Whether it grants anything to everyone or to every account.
  public boolean isPublic() {
    return grants.stream().anyMatch(Grant::isPublic);
  }
}
