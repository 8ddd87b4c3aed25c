package dev.sluice.model.access;

/// What a grant allows. Named as S3's API names it.
public enum Permission {
  /// To read an object; to list a bucket.
  READ,
  /// To write objects into a bucket; means nothing on an object.
  WRITE,
  /// To read the access control list.
  READ_ACP,
  /// To write the access control list.
  WRITE_ACP,
  /// All of these.
  FULL_CONTROL;

  /// Whether whoever has this one has `other` too.
  public boolean includes(Permission other) {
    return this == other || this == FULL_CONTROL;
  }
}
