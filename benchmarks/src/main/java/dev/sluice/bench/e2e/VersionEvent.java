package dev.sluice.bench.e2e;

/// How long a program takes to say its version.
final class VersionEvent implements Event {

  @Override
  public String title() {
    return "Say the version";
  }

  @Override
  public String unit() {
    return "start";
  }

  @Override
  public long units(double share) {
    return 1;
  }

  @Override
  public Task task(double share) {
    return new Task.Version();
  }

  @Override
  public void check(Task task, Counters counters) throws RaceException {
    Event.require("requests", 0L, counters.all());
  }
}
