package dev.sluice.care.acl;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to become of access control lists. Everybody's rights are changed first, then rights are
/// given, then taken away. Pure.
///
/// @param visibility what becomes of everybody's rights
/// @param granted who is given what
/// @param revoked from whom what is taken
public record AclChange(Visibility visibility, List<Right> granted, List<Right> revoked) {

  /// What becomes of the rights that anybody has.
  public enum Visibility {
    /// They stay.
    AS_IT_IS,
    /// They go, all of them: those of everybody and those of every account.
    PRIVATE,
    /// Everybody may read.
    PUBLIC
  }

  /// Copies the lists.
  public AclChange {
    granted = List.copyOf(granted);
    revoked = List.copyOf(revoked);
  }

  /// Takes every right away that anybody has, and no other.
  public static AclChange toPrivate() {
    return new AclChange(Visibility.PRIVATE, List.of(), List.of());
  }

  /// Whether every list stays as it is.
  public boolean changesNothing() {
    return visibility == Visibility.AS_IT_IS && granted.isEmpty() && revoked.isEmpty();
  }

  /// Whether anybody is given something.
  public boolean opens() {
    return visibility == Visibility.PUBLIC
        || granted.stream().anyMatch(right -> right.grantee().isPublic());
  }

  /// The list as it is to be. Whoever has the right already that he is to have is given no other.
  public Acl applied(Acl acl) {
    List<Grant> grants = new ArrayList<>(acl.grants());
    switch (visibility) {
      case AS_IT_IS -> {}
      case PRIVATE -> grants.removeIf(grant -> grant.grantee().isPublic());
      case PUBLIC ->
          give(grants, new Right(Grantee.Group.ALL_USERS, Set.of(Permission.READ), false));
    }
    granted.forEach(right -> give(grants, right));
    revoked.forEach(right -> take(grants, right));
    return new Acl(acl.owner(), grants);
  }

  /// What changes about a list, in words; null where nothing does.
  public @Nullable String difference(Acl acl) {
    return isIn(acl) ? null : AclText.difference(acl, applied(acl));
  }

  /// Whether a list is as it is to be.
  public boolean isIn(Acl acl) {
    return applied(acl).grants().equals(acl.grants());
  }

  private static void give(List<Grant> grants, Right right) {
    for (Permission permission : right.permissions()) {
      boolean has =
          grants.stream()
              .anyMatch(
                  grant -> right.isOf(grant.grantee()) && grant.permission().includes(permission));
      if (!has) {
        grants.add(new Grant(right.grantee(), permission));
      }
    }
  }

  /// Takes rights away. Of all rights in one, the others stay, each by itself.
  private static void take(List<Grant> grants, Right right) {
    for (int i = grants.size() - 1; i >= 0; i--) {
      Grant grant = grants.get(i);
      if (!right.isOf(grant.grantee())) {
        continue;
      }
      if (right.isAll() || right.permissions().contains(grant.permission())) {
        grants.remove(i);
      } else if (grant.permission() == Permission.FULL_CONTROL) {
        EnumSet<Permission> rest = EnumSet.allOf(Permission.class);
        rest.remove(Permission.FULL_CONTROL);
        rest.removeAll(right.permissions());
        grants.remove(i);
        grants.addAll(i, rest.stream().map(each -> new Grant(grant.grantee(), each)).toList());
      }
    }
  }
}
