package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Many small objects into an empty folder.
final class DownloadEvent implements Event {

  private static final String TARGET = "down";
  private static final int FILL_CONNECTIONS = 16;

  private final Arena arena;
  private final int files;
  private final int sizeBytes;
  private final Map<String, Fingerprint> sources = new HashMap<>();

  DownloadEvent(Arena arena, int files, int sizeBytes) {
    this.arena = arena;
    this.files = files;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public String title() {
    return "Download %,d objects of %,d bytes, until they are on the disk"
        .formatted(arena.scaled(files), sizeBytes);
  }

  @Override
  public boolean untilOnDisk() {
    return true;
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
    return new Task.Download(source, arena.emptied(TARGET));
  }

  @Override
  public void before(Task task) throws IOException {
    arena.emptied(TARGET);
  }

  @Override
  public void check(Task task, Counters counters) throws IOException, RaceException {
    if (task instanceof Task.Download(String bucket, Path target)) {
      Event.require(
          "the folder", sources.getOrDefault(bucket, Fingerprint.EMPTY), Trees.fingerprint(target));
      arena.setAside(TARGET);
    }
  }
}
