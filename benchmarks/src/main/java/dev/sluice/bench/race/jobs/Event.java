package dev.sluice.bench.race.jobs;

import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.peers.Work;
import dev.sluice.bench.race.server.Counters;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.util.function.DoubleToLongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/// One thing that programs are raced at: a row of [Events].
///
/// @param title what is done, for a heading: `Upload 100,000 files of 4 KiB`
/// @param unit what is counted: `object`, `key`, `MiB`
/// @param units how many units a run with a share of the work handles
/// @param prepare makes what is needed for so many units
/// @param clear clears the course before each run
/// @param check checks after each that the work was really done, all of it
/// @param measure what is special about the measuring
public record Event(
    String title,
    String unit,
    DoubleToLongFunction units,
    Preparation prepare,
    Clearing clear,
    Check check,
    Measure measure) {

  /// Called once for each share before anything is timed.
  public interface Preparation {
    /// What programs are asked to do.
    Work work(long units) throws IOException, InterruptedException;
  }

  /// Clears the course.
  public interface Clearing {
    void before(Work work) throws IOException, InterruptedException;
  }

  /// Looks at what a run left behind.
  public interface Check {
    /// Checks a run.
    ///
    /// @param counters what the server counted during the run
    /// @throws RaceException if the work was not done; the message says what is missing
    void after(Work work, Counters counters)
        throws IOException, InterruptedException, RaceException;
  }

  /// How a run is measured.
  ///
  /// @param untilOnDisk whether the time goes on after the program's end until the kernel has
  ///   written everything to the disk: else a program that leaves its data in memory would seem
  ///   faster than one that does not
  /// @param alone whether sluice runs here alone, because it is about growth and not about peers
  /// @param site what the programs are told of the server
  /// @param seconds the time that counts
  public record Measure(
      boolean untilOnDisk,
      boolean alone,
      UnaryOperator<Site> site,
      ToDoubleFunction<Usage> seconds) {

    static final Measure PLAIN =
        new Measure(false, false, UnaryOperator.identity(), Usage::wallSeconds);

    Measure onDisk() {
      return new Measure(true, alone, site, seconds);
    }

    Measure ownAlone() {
      return new Measure(untilOnDisk, true, site, seconds);
    }
  }

  /// How many units a run with a share handles.
  public long units(double share) {
    return units.applyAsLong(share);
  }

  /// The work for a program with a share.
  public Work work(double share) throws IOException, InterruptedException {
    return prepare.work(units(share));
  }

  /// Requires that two things are equal.
  static void require(String what, Object expected, Object found) throws RaceException {
    if (!expected.equals(found)) {
      throw new RaceException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
