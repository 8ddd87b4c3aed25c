package dev.sluice.s3server.access;

/// One grant of an ACL.
///
/// @param granteeType how the grantee is named
/// @param grantee the canonical id, the group's URI or the e-mail address
/// @param permission what is granted
public record Grant(GranteeType granteeType, String grantee, Permission permission) {

  /// Everyone, with or without credentials.
  public static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

  /// Everyone with credentials of any account.
  public static final String AUTHENTICATED_USERS =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

  static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

  /// How a grantee is named, with the attribute and element that XML has for it.
  public enum GranteeType {
    CANONICAL_USER("CanonicalUser", "ID"),
    GROUP("Group", "URI"),
    EMAIL("AmazonCustomerByEmail", "EmailAddress");

    private final String xmlType;
    private final String element;

    GranteeType(String xmlType, String element) {
      this.xmlType = xmlType;
      this.element = element;
    }

    public String xmlType() {
      return xmlType;
    }

    public String element() {
      return element;
    }
  }

  /// What a grant allows.
  public enum Permission {
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP,
    FULL_CONTROL
  }

  static Grant toOwner() {
    return new Grant(GranteeType.CANONICAL_USER, Owner.ID, Permission.FULL_CONTROL);
  }

  static Grant toGroup(String uri, Permission permission) {
    return new Grant(GranteeType.GROUP, uri, permission);
  }

  boolean isPublic() {
    return granteeType == GranteeType.GROUP
        && (grantee.equals(ALL_USERS) || grantee.equals(AUTHENTICATED_USERS));
  }
}
