package dev.sluice.care.acl;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import java.util.List;
import java.util.stream.Collectors;

/// Access control lists in words that follow an address.
public final class AclText {

  private AclText() {}

  /// `owner: FULL_CONTROL, AllUsers: READ`.
  public static String of(List<Grant> grants) {
    return grants.isEmpty()
        ? "nobody has any right"
        : grants.stream().map(Grant::toString).collect(Collectors.joining(", "));
  }

  /// What changes between two lists: `AllUsers: READ taken away`.
  static String difference(Acl before, Acl after) {
    List<Grant> taken =
        before.grants().stream().filter(grant -> !after.grants().contains(grant)).toList();
    List<Grant> given =
        after.grants().stream().filter(grant -> !before.grants().contains(grant)).toList();
    if (taken.isEmpty()) {
      return given.isEmpty() ? "a grant that was there twice" : of(given) + " given";
    }
    return of(taken) + " taken away" + (given.isEmpty() ? "" : "; " + of(given) + " given");
  }
}
