package dev.sluice.location;

import dev.sluice.model.Location;

/// A scheme of which nothing but tests has ever heard: `mem://name/key`.
public class MemScheme extends ObjectStoreScheme {

  /// For any name.
  public MemScheme() {}

  @Override
  public String name() {
    return "mem";
  }

  @Override
  public String form() {
    return "mem://name/prefix/";
  }

  @Override
  public boolean takesWriteOptions() {
    return false;
  }

  @Override
  public void check(Location location) {}
}
