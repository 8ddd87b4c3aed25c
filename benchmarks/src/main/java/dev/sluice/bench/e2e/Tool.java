package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.List;

/// A program that takes part. Its options are what someone who knows it well would give.
interface Tool {

  /// The parts of the work that programs are given.
  List<Double> SHARES = List.of(1.0, 0.1, 0.02);

  /// Its name in options and tables.
  String name();

  /// Its executable.
  Path program();

  /// The ways in which it does a task; none if it cannot. The first is the one that is tuned.
  List<Way> ways(Task task, Site site);

  /// The part of the work it is given, one of [#SHARES]. Below 1 for a program so slow that the
  /// whole would take hours; the table then says how much it was given.
  default double share() {
    return 1;
  }

  /// Numbers of requests at once among which `--tune` looks for its best.
  default List<Integer> paces() {
    return List.of();
  }
}
