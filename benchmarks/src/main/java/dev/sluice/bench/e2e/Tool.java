package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.List;

/// A program that takes part. Its options are what someone who knows it well would give.
interface Tool {

  /// Its name in options and tables.
  String name();

  /// Its executable.
  Path program();

  /// The ways in which it does a task; none if it cannot. The first is the one that is tuned.
  List<Way> ways(Task task, Site site);

  /// The part of the objects it is given, above 0 and at most 1. Below 1 for a program so slow that
  /// the whole would take hours; the table then says how many it was given.
  default double share() {
    return 1;
  }

  /// Numbers of requests at once among which `--tune` looks for its best.
  default List<Integer> paces() {
    return List.of();
  }
}
