package dev.sluice.store.s3.api;

import org.jspecify.annotations.Nullable;

/// Names of storage classes, of which there are few: each is kept once, however many objects have
/// it.
public final class StorageClasses {

  private StorageClasses() {}

  /// A class as a service names it.
  ///
  /// @param name null where an answer does not have it. What HeadObject leaves out is not taken for
  ///   `STANDARD`, since services other than AWS leave it out too
  /// @return null for none
  public static @Nullable String of(@Nullable String name) {
    String bare = name == null ? "" : name.strip();
    return bare.isEmpty() ? null : bare.intern();
  }
}
