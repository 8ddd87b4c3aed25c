package dev.sluice.bench.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// From bucket to bucket of one server; the content must not pass the client.
final class CopyEvent implements Event {

  private static final String TARGET = "copied";
  private static final int FILL_CONNECTIONS = 16;

  private final Arena arena;
  private final int files;
  private final int sizeBytes;
  private final Map<String, Fingerprint> sources = new HashMap<>();

  CopyEvent(Arena arena, int files, int sizeBytes) {
    this.arena = arena;
    this.files = files;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public String title() {
    return "Copy %,d objects from bucket to bucket".formatted(arena.scaled(files));
  }

  @Override
  public String unit() {
    return "object";
  }

  @Override
  public long units(double share) {
    return Math.max(1, Math.round(arena.scaled(files) * share));
  }

  @Override
  public Task task(double share) throws IOException, InterruptedException {
    String source = SourceBuckets.filled(arena, (int) units(share), sizeBytes, FILL_CONNECTIONS);
    sources.put(source, arena.remote().fingerprint(source, List.of("")));
    return new Task.Copy(source, TARGET);
  }

  @Override
  public void before(Task task) throws IOException, InterruptedException {
    arena.remote().empty(TARGET);
  }

  @Override
  public void check(Task task, Counters counters)
      throws IOException, InterruptedException, RaceException {
    if (task instanceof Task.Copy(String from, String to)) {
      Event.require(
          "the copy",
          sources.getOrDefault(from, Fingerprint.EMPTY),
          arena.remote().fingerprint(to, List.of("")));
      Event.require("objects that passed the client", 0L, counters.of("GetObject", "PutObject"));
    }
  }
}
