package dev.sluice.model.access;

import org.jspecify.annotations.Nullable;

/// Whom a grant is for.
public sealed interface Grantee {

  /// An account.
  ///
  /// @param id its canonical id
  /// @param name as the service shows it; null where it does not, and of no meaning: two answers
  ///   may differ in it
  record Account(String id, @Nullable String name) implements Grantee {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Account account && account.id.equals(id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }

    @Override
    public String toString() {
      return name == null || name.isBlank() ? id : name;
    }
  }

  /// An account by its address, which services replace by its id.
  ///
  /// @param address an e-mail address
  record Email(String address) implements Grantee {
    @Override
    public String toString() {
      return address;
    }
  }

  /// A group that the service knows.
  ///
  /// @param uri its name
  record Group(String uri) implements Grantee {

    /// Everybody, without any credentials.
    public static final Group ALL_USERS =
        new Group("http://acs.amazonaws.com/groups/global/AllUsers");

    /// Everybody who has an account at the service, whosever it is: public, in other words.
    public static final Group AUTHENTICATED_USERS =
        new Group("http://acs.amazonaws.com/groups/global/AuthenticatedUsers");

    /// The service's own delivery of logs.
    public static final Group LOG_DELIVERY =
        new Group("http://acs.amazonaws.com/groups/s3/LogDelivery");

    @Override
    public String toString() {
      return uri.substring(uri.lastIndexOf('/') + 1);
    }
  }

  /// Whether anybody can belong to it.
  default boolean isPublic() {
    return equals(Group.ALL_USERS) || equals(Group.AUTHENTICATED_USERS);
  }
}
