package dev.sluice.bench.e2e;

import java.io.IOException;

/// One thing that programs are raced at: what each is given, how the course is cleared before each
/// run, and how it is checked after each that the work was really done.
interface Event {

  /// What is done, for a heading: `Upload 100,000 files of 4 KiB`.
  String title();

  /// What is counted: `object`, `key`, `MiB`.
  String unit();

  /// How many units a run with this share handles.
  long units(double share);

  /// The work for a program with this share. Called once for each share before anything is timed;
  /// makes what is needed.
  Task task(double share) throws IOException, InterruptedException;

  /// Clears the course.
  default void before(Task task) throws IOException, InterruptedException {}

  /// Checks that the work was done, all of it.
  ///
  /// @param counters what the server counted during the run
  /// @throws RaceException if it was not; the message says what is missing
  void check(Task task, Counters counters) throws IOException, InterruptedException, RaceException;

  /// What the programs are told of the server.
  default Site site(Site site) {
    return site;
  }

  /// The time that counts, in seconds.
  default double seconds(Usage usage) {
    return usage.wallSeconds();
  }

  /// Whether the time goes on after the program's end until the kernel has written everything to
  /// the disk: else a program that leaves its data in memory would seem faster than one that does
  /// not.
  default boolean untilOnDisk() {
    return false;
  }

  /// Whether `sluice` runs here alone, because it is about growth and not about peers.
  default boolean alone() {
    return false;
  }

  /// Requires that enough pages were listed for so many keys.
  static void requirePages(Counters counters, long keys) throws RaceException {
    long pages = counters.of("ListObjects", "ListObjectsV2");
    if (pages * 1000 < keys) {
      throw new RaceException("%,d pages cannot hold %,d keys".formatted(pages, keys));
    }
  }

  /// Requires that two things are equal.
  static void require(String what, Object expected, Object found) throws RaceException {
    if (!expected.equals(found)) {
      throw new RaceException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
