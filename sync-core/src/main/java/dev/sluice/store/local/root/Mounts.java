package dev.sluice.store.local.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is mounted, as Linux tells it. Elsewhere nothing is known, and nothing is said.
///
/// It tells what devices and inodes do not: that a directory of the same file system, mounted a
/// second time, is no longer there.
public final class Mounts {

  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  /// Fields of a line: number, number of the one above, device, directory of it, where. Any number
  /// of options follow, a dash, and the type.
  private static final int FIXED_FIELDS = 6;

  /// One mount.
  ///
  /// @param number the kernel's
  /// @param device major and minor number
  /// @param directory which directory of the file system is seen there
  /// @param point where, as the table writes it
  record Mount(String number, String device, String directory, String point) {}

  private Mounts() {}

  /// Those that are seen at `real`, below it, or on the way to it. Without those that an
  /// automounter brings and takes: it brings them again when they are looked at.
  ///
  /// @param real a path without links
  static Set<Mount> at(Path real) throws IOException {
    try {
      return at(real, Files.readString(TABLE, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return Set.of();
    }
  }

  /// A directory by its file system and its path in that, with a slash at the end. Null where the
  /// system does not tell.
  public static @Nullable String physical(Path real) throws IOException {
    String path = slashed(escaped(real.toString()));
    String found = null;
    int depth = -1;
    for (Mount mount : at(real)) {
      String point = slashed(mount.point());
      // Of several at one point only the last is seen.
      if (path.startsWith(point) && point.length() >= depth) {
        depth = point.length();
        found = physical(mount) + path.substring(point.length());
      }
    }
    return found;
  }

  /// What is mounted below a directory, likewise.
  public static Set<String> physicalBelow(Path real) throws IOException {
    String path = slashed(escaped(real.toString()));
    Set<String> found = new HashSet<>();
    for (Mount mount : at(real)) {
      String point = slashed(mount.point());
      if (point.startsWith(path) && !point.equals(path)) {
        found.add(physical(mount));
      }
    }
    return found;
  }

  private static String physical(Mount mount) {
    return mount.device() + ":" + slashed(mount.directory());
  }

  static Set<Mount> at(Path real, String table) {
    String path = slashed(escaped(real.toString()));
    Map<String, String> types = new HashMap<>();
    Map<Mount, String> above = new LinkedHashMap<>(); // in the table's order
    for (String line : table.lines().toList()) {
      String[] fields = line.split(" ", -1);
      int dash = line.indexOf(" - ");
      if (fields.length < FIXED_FIELDS || dash < 0) {
        continue;
      }
      types.put(fields[0], line.substring(dash + 3).split(" ", 2)[0]);
      String point = slashed(fields[4]);
      if (point.startsWith(path) || path.startsWith(point)) {
        above.put(new Mount(fields[0], fields[2], fields[3], fields[4]), fields[1]);
      }
    }
    Set<Mount> found = new LinkedHashSet<>(above.keySet());
    found.removeIf(mount -> "autofs".equals(types.get(above.get(mount))));
    return found;
  }

  private static String slashed(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  /// As the table writes it: bytes, with some of them in octal.
  private static String escaped(String path) {
    String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\\' || c == '#') {
        text.append("\\%03o".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
