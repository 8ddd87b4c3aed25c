package dev.sluice.bench.e2e;

import java.io.IOException;

/// Read a flat listing of very many keys from a server that takes its time for every page.
final class CountEvent implements Event {

  static final String BUCKET = "flat";
  private static final int PAGE_KEYS = 1000;

  private final long keys;
  private final int pageMillis;

  CountEvent(long keys, int pageMillis) {
    this.keys = keys;
    this.pageMillis = pageMillis;
  }

  @Override
  public String title() {
    return "List %,d keys under one prefix, %d ms a page".formatted(keys, pageMillis);
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
  public Task task(double share) throws IOException {
    return new Task.Count(BUCKET);
  }

  @Override
  public void check(Task task, Counters counters) throws RaceException {
    long pages = counters.of("ListObjects", "ListObjectsV2");
    if (pages * PAGE_KEYS < keys) {
      throw new RaceException("%,d pages cannot hold %,d keys".formatted(pages, keys));
    }
  }
}
