package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One large file, up or down.
final class LargeEvent implements Event {

  static final String UP_BUCKET = "large-up";
  private static final String FILE = "large.bin";
  private static final String OBJECT = "large-0.bin";
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
    return up
        ? "Upload one file of %,d MiB".formatted(sizeBytes / MIB)
        : "Download one file of %,d MiB, until it is on the disk".formatted(sizeBytes / MIB);
  }

  @Override
  public boolean untilOnDisk() {
    return !up;
  }

  @Override
  public String unit() {
    return "MiB";
  }

  @Override
  public long units(double share) {
    return Math.max(1, Math.round(sizeBytes / (double) MIB * share));
  }

  @Override
  public Task task(double share) throws IOException {
    long mib = units(share);
    return up
        ? new Task.PutLarge(arena.trees().large(mib * MIB).resolve(FILE), UP_BUCKET)
        : new Task.GetLarge(bucket(mib), OBJECT, arena.emptied(TARGET));
  }

  /// The description of the bucket with one object of so many MiB, as the server takes it.
  static String synthetic(long mib) {
    return "name=%s,keys=1,pattern=large-%%1d.bin,size=%d".formatted(bucket(mib), mib * MIB);
  }

  private static String bucket(long mib) {
    return "large-" + mib;
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
    if (task instanceof Task.GetLarge(String bucket, String _, Path target)) {
      long mib = Long.parseLong(bucket.substring(bucket.indexOf('-') + 1));
      Event.require("bytes in the folder", mib * MIB, bytesUnder(target));
      Trees.remove(target);
    } else if (task instanceof Task.PutLarge(Path file, String bucket)) {
      Fingerprint found = arena.remote().fingerprint(bucket, List.of(""));
      Event.require("objects in the bucket", 1L, found.objects());
      Event.require("bytes in the bucket", Files.size(file), found.bytes());
    }
  }

  private static long bytesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
