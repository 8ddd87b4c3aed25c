package dev.sluice.store.local.portable;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The nine bits of read, write and execute, and the JDK's set of them.
final class Permissions {

  private static final int HIGHEST = 0400;

  /// In the order of the bits, the highest first.
  private static final List<PosixFilePermission> ALL =
      List.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private Permissions() {}

  static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (int i = 0; i < ALL.size(); i++) {
      if (permissions.contains(ALL.get(i))) {
        bits |= HIGHEST >> i;
      }
    }
    return bits;
  }

  static Set<PosixFilePermission> of(int bits) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < ALL.size(); i++) {
      if ((bits & HIGHEST >> i) != 0) {
        permissions.add(ALL.get(i));
      }
    }
    return permissions;
  }
}
