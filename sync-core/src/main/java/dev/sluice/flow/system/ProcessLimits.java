package dev.sluice.flow.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What the system lets this process have, as far as it says so without being expensive to ask.
///
/// @param descriptors how many descriptors (open files, directories, sockets) it may hold at once:
///   `ulimit -n`; empty where there is no limit or it is not known
/// @param descriptorsHeld how many it holds already; empty where that is not known
/// @param threads how many threads and processes its user may have at once, `ulimit -u`; empty
///   where there is no limit or it is not known, as for root
public record ProcessLimits(
    OptionalLong descriptors, OptionalLong descriptorsHeld, OptionalLong threads) {

  /// Of a process of which nothing is known.
  public static final ProcessLimits UNKNOWN =
      new ProcessLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /// Where Linux tells a process of itself. Elsewhere the virtual machine could be asked, at a
  /// twentieth of a second for each start; it raises the limit as far as it may by itself.
  private static final Path SELF = Path.of("/proc/self");

  private static final int VALUE_COLUMN = 26;

  /// Those of this process, which are read anew each time.
  public static ProcessLimits ofProcess() {
    ProcessLimits found = in(SELF);
    return "root".equals(System.getProperty("user.name"))
        ? new ProcessLimits(found.descriptors, found.descriptorsHeld, OptionalLong.empty())
        : found;
  }

  static ProcessLimits in(Path self) {
    OptionalLong descriptors = OptionalLong.empty();
    OptionalLong threads = OptionalLong.empty();
    try (BufferedReader lines =
        Files.newBufferedReader(self.resolve("limits"), StandardCharsets.ISO_8859_1)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("Max open files")) {
          descriptors = softLimit(line);
        } else if (line.startsWith("Max processes")) {
          threads = softLimit(line);
        }
      }
    } catch (IOException e) {
      return UNKNOWN; // another system
    }
    return new ProcessLimits(
        descriptors,
        descriptors.isPresent() ? count(self.resolve("fd")) : OptionalLong.empty(),
        threads);
  }

  /// `Max open files 1024 4096 files`: the first number is the one that counts; `unlimited` is
  /// none.
  private static OptionalLong softLimit(String line) {
    int from = Math.min(line.length(), VALUE_COLUMN);
    int end = line.indexOf(' ', from);
    try {
      return OptionalLong.of(Long.parseLong(line, from, end < 0 ? line.length() : end, 10));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong count(Path folder) {
    long count = 0;
    try (DirectoryStream<Path> held = Files.newDirectoryStream(folder)) {
      for (Path _ : held) {
        count++;
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(0, count - 1)); // but for the one by which they are counted
  }

  /// How many descriptors are left: all, where it is not known how many are held; empty where there
  /// is no limit or it is not known.
  public OptionalLong descriptorsLeft() {
    return descriptors.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, descriptors.getAsLong() - descriptorsHeld.orElse(0)));
  }
}
