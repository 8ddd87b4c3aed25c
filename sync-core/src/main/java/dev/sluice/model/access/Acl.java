package dev.sluice.model.access;

import java.util.List;
import java.util.function.Predicate;

/// An access control list: who may do what with one object or bucket, beside what policies say.
///
/// @param owner whose it is, who may always read and write the list itself
/// @param grants in the service's order
public record Acl(Grantee.Account owner, List<Grant> grants) {

  /// Copies the list.
  public Acl {
    grants = List.copyOf(grants);
  }

  /// The same without the grants that match.
  public Acl without(Predicate<Grant> unwanted) {
    return new Acl(owner, grants.stream().filter(unwanted.negate()).toList());
  }

  /// Whether anybody is granted anything.
  public boolean isPublic() {
    return grants.stream().anyMatch(grant -> grant.grantee().isPublic());
  }
}
