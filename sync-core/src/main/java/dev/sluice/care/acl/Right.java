package dev.sluice.care.acl;

import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import java.util.Locale;
import java.util.Set;

/// Rights of somebody, as users write them: `read:anon`.
///
/// @param grantee whose
/// @param permissions which, at least one
/// @param isAll whether whatever there is was meant
public record Right(Grantee grantee, Set<Permission> permissions, boolean isAll) {

  private static final String ANYBODY = "anon";
  private static final String GROUPS = "http://acs.amazonaws.com/groups/";

  /// Copies the permissions.
  public Right {
    permissions = Set.copyOf(permissions);
  }

  /// Reads `PERMISSION:WHO`, where the permission is `read`, `write`, `read_acp`, `write_acp`,
  /// `full_control` or `all`, and who is an e-mail address, a canonical id, a group's address or
  /// `anon`.
  ///
  /// @throws IllegalArgumentException if it is none, with a line for the user
  public static Right parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "write PERMISSION:WHO, such as read:anon or full_control:somebody@example.com");
    }
    String name = text.substring(0, colon).toUpperCase(Locale.ROOT);
    boolean isAll = name.equals("ALL");
    return new Right(
        grantee(text.substring(colon + 1)),
        Set.of(isAll ? Permission.FULL_CONTROL : permission(name)),
        isAll);
  }

  private static Permission permission(String name) {
    for (Permission permission : Permission.values()) {
      if (permission.name().equals(name)) {
        return permission;
      }
    }
    throw new IllegalArgumentException(
        "there is no permission "
            + name.toLowerCase(Locale.ROOT)
            + "; write read, write, read_acp, write_acp, full_control or all");
  }

  private static Grantee grantee(String who) {
    if (who.equals(ANYBODY)) {
      return Grantee.Group.ALL_USERS;
    }
    if (who.startsWith(GROUPS)) {
      return new Grantee.Group(who);
    }
    if (who.indexOf('@') > 0) {
      return new Grantee.Email(who);
    }
    if (!who.matches("[0-9A-Za-z_$:.-]+")) {
      throw new IllegalArgumentException(
          who + " is neither an e-mail address nor a canonical id nor anon");
    }
    return new Grantee.Account(who, null);
  }

  /// Whether a grant's grantee is the one meant. Services replace an address by the account's id
  /// and show the address as its name, if at all.
  boolean isOf(Grantee granted) {
    return granted.equals(grantee)
        || (grantee instanceof Grantee.Email(String address)
            && granted instanceof Grantee.Account account
            && address.equalsIgnoreCase(account.name()));
  }
}
