package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Many small files into an empty bucket.
final class UploadEvent implements Event {

  static final String BUCKET = "upload";

  private final Arena arena;
  private final int files;
  private final int sizeBytes;
  private final String conditions;
  private final Map<Path, Fingerprint> expected = new HashMap<>();

  /// @param conditions what sets it apart, for the title
  UploadEvent(Arena arena, int files, int sizeBytes, String conditions) {
    this.arena = arena;
    this.files = files;
    this.sizeBytes = sizeBytes;
    this.conditions = conditions;
  }

  @Override
  public String title() {
    return "Upload %,d files of %,d bytes%s".formatted(arena.scaled(files), sizeBytes, conditions);
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
  public Task task(double share) throws IOException {
    Path tree = arena.trees().small((int) units(share), sizeBytes);
    expected.put(tree, Trees.fingerprint(tree));
    return new Task.Upload(tree, BUCKET);
  }

  @Override
  public void before(Task task) throws IOException, InterruptedException {
    arena.remote().empty(BUCKET);
  }

  @Override
  public void check(Task task, Counters counters)
      throws IOException, InterruptedException, RaceException {
    if (task instanceof Task.Upload(Path source, String bucket)) {
      Event.require(
          "the bucket",
          expected.getOrDefault(source, Fingerprint.EMPTY),
          arena.remote().fingerprint(bucket, List.of("")));
    }
  }
}
