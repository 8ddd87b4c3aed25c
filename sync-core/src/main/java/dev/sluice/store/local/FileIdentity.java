package dev.sluice.store.local;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares what the JDK gives as a file's key: its device and inode, to be had as text alone.
final class FileIdentity {

  private static final Pattern DEVICE = Pattern.compile("dev=([0-9a-f]+)");

  private FileIdentity() {}

  /// Whether a directory that was `listed` as an entry of one in `above` was found to be on another
  /// device when it was `opened`: something has been unmounted there. The inode says less, for some
  /// file systems number theirs anew whenever the kernel forgets them.
  ///
  /// Not so where something has been mounted there meanwhile, as an automounter does just because
  /// the directory is opened.
  static boolean hasLostItsMount(
      @Nullable Object listed, @Nullable Object opened, @Nullable Object above) {
    if (listed == null || opened == null || listed.equals(opened)) {
      return false;
    }
    String before = device(listed);
    String now = device(opened);
    boolean mountedMeanwhile =
        above != null && before.equals(device(above)) && !now.equals(device(above));
    return !before.equals(now) && !mountedMeanwhile;
  }

  /// Whether both are of one directory, whoever told: the JDK, or the system ([LinuxCalls]).
  static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(String.valueOf(one), String.valueOf(other));
  }

  /// Whether both are on one device.
  static boolean isOneDevice(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other)
        || (one != null && other != null && device(one).equals(device(other)));
  }

  private static String device(Object key) {
    Matcher matcher = DEVICE.matcher(key.toString());
    return matcher.find() ? matcher.group(1) : "";
  }
}
