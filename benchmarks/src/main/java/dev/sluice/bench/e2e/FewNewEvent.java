package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A few new files into a prefix of very many keys, with nothing to be deleted: how many requests
/// it takes to find out that they are new.
final class FewNewEvent implements Event {

  static final String BUCKET = "many";
  private static final int SIZE_BYTES = 4096;

  private final Arena arena;
  private final int files;
  private final long keys;

  /// @param keys of the bucket, whose names are `img` and nine digits
  FewNewEvent(Arena arena, int files, long keys) {
    this.arena = arena;
    this.files = files;
    this.keys = keys;
  }

  @Override
  public String title() {
    return "%,d new files into %,d keys".formatted(files, keys);
  }

  @Override
  public String unit() {
    return "object";
  }

  @Override
  public long units(double share) {
    return files;
  }

  @Override
  public Task task(double share) throws IOException {
    Path tree = arena.trees().named("few-%d-%d".formatted(files, keys), names(), SIZE_BYTES);
    return new Task.SendFew(tree, BUCKET);
  }

  @Override
  public void before(Task task) throws IOException, InterruptedException {
    arena.remote().deleteKeys(BUCKET, names().toList());
  }

  @Override
  public void check(Task task, Counters counters)
      throws IOException, InterruptedException, RaceException {
    Event.require("objects sent", (long) files, counters.of("PutObject"));
    for (String name : List.of(name(0), name(files / 2), name(files - 1))) {
      arena.remote().requireThere(BUCKET, name);
    }
  }

  /// Spread evenly over the bucket's keys, each just above one of them.
  private Stream<String> names() {
    return Stream.iterate(0, i -> i + 1).limit(files).map(this::name);
  }

  private String name(int i) {
    return "img%09d-new.jpg".formatted(keys / files * i);
  }
}
