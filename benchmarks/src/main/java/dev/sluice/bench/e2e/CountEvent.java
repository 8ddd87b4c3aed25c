package dev.sluice.bench.e2e;

/// Read a flat listing of very many keys from a server that takes its time for every page.
final class CountEvent implements Event {

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
    return Math.round(keys * share);
  }

  @Override
  public Task task(double share) {
    return new Task.Count(bucket(units(share)));
  }

  /// The bucket of so many keys, as the server must have it.
  static String bucket(long keys) {
    return "flat-" + keys;
  }

  @Override
  public void check(Task task, Counters counters) throws RaceException {
    if (task instanceof Task.Count(String bucket)) {
      long expected = Long.parseLong(bucket.substring(bucket.indexOf('-') + 1));
      Event.requirePages(counters, expected);
    }
  }
}
