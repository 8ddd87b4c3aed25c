package dev.sluice.s3server.access;

/// The one account that owns every bucket and object of a server; all of its credentials act for
/// it.
public final class Owner {

  /// The canonical user id.
  public static final String ID =
      "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

  public static final String DISPLAY_NAME = "owner";

  /// The twelve-digit account number that policies name the account by.
  public static final String ACCOUNT = "123456789012";

  private Owner() {}
}
