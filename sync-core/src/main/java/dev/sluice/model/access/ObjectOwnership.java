package dev.sluice.model.access;

import java.util.Optional;
import java.util.stream.Stream;

/// Whose the objects of a bucket are.
public enum ObjectOwnership {
  /// The bucket's owner's, whoever writes them: access control lists have no effect.
  BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
  /// The bucket's owner's where whoever writes them says so.
  BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
  /// Whoever writes them.
  OBJECT_WRITER("ObjectWriter");

  private final String text;

  ObjectOwnership(String text) {
    this.text = text;
  }

  /// As requests name it.
  public String text() {
    return text;
  }

  /// The one of that name, if there is one.
  public static Optional<ObjectOwnership> named(String text) {
    return Stream.of(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
