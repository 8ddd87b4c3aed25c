package dev.sluice.model.access;

/// One permission of one grantee.
///
/// @param grantee who
/// @param permission what
public record Grant(Grantee grantee, Permission permission) {

  @Override
  public String toString() {
    return grantee + ": " + permission;
  }
}
