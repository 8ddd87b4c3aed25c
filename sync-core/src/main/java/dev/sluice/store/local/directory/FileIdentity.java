package dev.sluice.store.local.directory;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares what the JDK gives as a file's key: its device and inode, to be had as text alone.
public final class FileIdentity {

  private static final Pattern DEVICE = Pattern.compile("dev=([0-9a-f]+)");

  private FileIdentity() {}

  /// Whether both are of one directory, whoever told: the JDK, or the system
  /// ([dev.sluice.store.local.linux.LinuxCalls]).
  public static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(String.valueOf(one), String.valueOf(other));
  }

  /// Whether both are on one device.
  public static boolean isOneDevice(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other)
        || (one != null && other != null && device(one).equals(device(other)));
  }

  private static String device(Object key) {
    Matcher matcher = DEVICE.matcher(key.toString());
    return matcher.find() ? matcher.group(1) : "";
  }
}
