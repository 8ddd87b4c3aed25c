package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One large file, up or down.
final class LargeEvent implements Event {

  static final String UP_BUCKET = "large-up";
  static final String DOWN_BUCKET = "large-down";
  private static final String TARGET = "large-down";
  private static final long MIB = 1 << 20;

  private final Arena arena;
  private final long sizeBytes;
  private final boolean up;

  LargeEvent(Arena arena, long sizeBytes, boolean up) {
    this.arena = arena;
    this.sizeBytes = sizeBytes;
    this.up = up;
  }

  @Override
  public String title() {
    return "%s one file of %,d MiB".formatted(up ? "Upload" : "Download", sizeBytes / MIB);
  }

  @Override
  public String unit() {
    return "MiB";
  }

  @Override
  public long units(double share) {
    return sizeBytes / MIB;
  }

  @Override
  public Task task(double share) throws IOException {
    return up
        ? new Task.PutLarge(arena.trees().large(sizeBytes).resolve("large.bin"), UP_BUCKET)
        : new Task.GetLarge(DOWN_BUCKET, "large-0.bin", arena.emptied(TARGET));
  }

  @Override
  public void before(Task task) throws IOException, InterruptedException {
    if (up) {
      arena.remote().empty(UP_BUCKET);
    } else {
      arena.emptied(TARGET);
    }
  }

  @Override
  public void check(Task task, Counters counters)
      throws IOException, InterruptedException, RaceException {
    if (task instanceof Task.GetLarge(String _, String _, Path target)) {
      try (Stream<Path> files = Files.walk(target)) {
        long found = 0;
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          found += Files.size(file);
        }
        Event.require("bytes in the folder", sizeBytes, found);
      }
      Trees.remove(target);
    } else {
      Fingerprint found = arena.remote().fingerprint(UP_BUCKET, List.of(""));
      Event.require("objects in the bucket", 1L, found.objects());
      Event.require("bytes in the bucket", sizeBytes, found.bytes());
    }
  }
}
