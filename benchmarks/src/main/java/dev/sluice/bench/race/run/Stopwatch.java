package dev.sluice.bench.race.run;

import dev.sluice.bench.race.peers.Environments;
import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.peers.Way;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end and says what it used. Processor time and the largest process come
/// from the kernel's accounting of children, which GNU time prints; the memory of the whole tree is
/// sampled beside it.
final class Stopwatch {

  private static final String GNU_TIME = "/usr/bin/time";
  private static final int COMPLAINT = 1000;

  private final Path folder;
  private final Duration limit;

  /// @param folder where outputs go: `out`, `err` and `time` of the last run
  /// @param limit after which a run is ended and counts as failed
  Stopwatch(Path folder, Duration limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /// Runs `way` to its end.
  ///
  /// @throws RaceException if it cannot be started or does not end in time
  Usage run(Way way) throws RaceException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(GNU_TIME, "-o", at("time").toString()));
    command.addAll(List.of("-f", "%U %S %M", "--"));
    command.addAll(way.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Environments.bare(folder));
    builder.environment().putAll(way.environment());
    builder.directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(at("out").toFile()).redirectError(at("err").toFile());
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      try (MemoryWatch memory = new MemoryWatch(process.toHandle())) {
        waitFor(process, way);
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        return read(process.exitValue(), start, wallSeconds, memory.peakKib());
      } finally {
        end(process.toHandle());
      }
    } catch (IOException e) {
      throw new RaceException(way.label() + " cannot be run: " + e.getMessage(), e);
    }
  }

  /// The first lines that the last run wrote to its standard error, or output where that is empty.
  String complaint() throws IOException {
    String words = Files.readString(at("err")).strip();
    if (words.isEmpty()) {
      words = Files.readString(at("out")).strip();
    }
    return words.substring(0, Math.min(COMPLAINT, words.length()));
  }

  private void waitFor(Process process, Way way) throws RaceException, InterruptedException {
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      throw new RaceException("%s did not end in %d s".formatted(way.label(), limit.toSeconds()));
    }
  }

  private Usage read(int exit, long start, double wallSeconds, long sampledKib)
      throws IOException, RaceException {
    // When the program fails, GNU time puts a line about that first.
    List<String> lines = Files.readAllLines(at("time"));
    String[] figures = lines.isEmpty() ? new String[0] : lines.getLast().split(" ", -1);
    if (figures.length != 3) {
      throw new RaceException("GNU time wrote: " + lines);
    }
    return new Usage(
        exit,
        start,
        wallSeconds,
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Math.max(Long.parseLong(figures[2]), sampledKib));
  }

  private static void end(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private Path at(String name) {
    return folder.resolve(name);
  }
}
