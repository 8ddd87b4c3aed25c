package dev.sluice.bench.e2e;

import java.io.IOException;

/// Plan very many downloads and do none: what planning costs for each key, and whether memory grows
/// with their number.
final class PlanEvent implements Event {

  private final Arena arena;
  private final String bucket;
  private final long keys;

  PlanEvent(Arena arena, String bucket, long keys) {
    this.arena = arena;
    this.bucket = bucket;
    this.keys = keys;
  }

  @Override
  public String title() {
    return "Plan %,d downloads (dry run)".formatted(keys);
  }

  @Override
  public String unit() {
    return "key";
  }

  @Override
  public long units(double share) {
    return keys;
  }

  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public Task task(double share) throws IOException {
    return new Task.Plan(bucket, arena.emptied("planned"));
  }

  @Override
  public void check(Task task, Counters counters) throws RaceException {
    Event.requirePages(counters, keys);
  }
}
