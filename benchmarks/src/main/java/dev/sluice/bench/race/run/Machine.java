package dev.sluice.bench.race.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the race is run on, as far as it bears on the figures; nothing that names the machine.
public final class Machine {

  private static final double TICKS_A_SECOND = 100;
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  private Machine() {}

  /// One line: cores, memory, kernel, JDK.
  public static String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %.1f GiB of memory, %s %s, JDK %s (%s)",
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name").orElse("unknown"),
        Double.parseDouble(field("/proc/meminfo", "MemTotal").orElse("0").replace(" kB", ""))
            / (1 << 20),
        System.getProperty("os.name"),
        System.getProperty("os.version").replaceFirst("-.*", ""),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"));
  }

  /// Processor time that the whole machine has spent since it started, in seconds.
  public static double busySeconds() throws IOException {
    String[] ticks =
        Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +", -1);
    double busy = 0;
    for (int i = 0; i <= STEAL; i++) {
      if (i != IDLE && i != IO_WAIT) {
        busy += Double.parseDouble(ticks[i + 1]);
      }
    }
    return busy / TICKS_A_SECOND;
  }

  private static Optional<String> field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    }
  }
}
