package dev.sluice.bench.race.jobs;

import dev.sluice.bench.race.server.ServerNeeds;
import java.io.IOException;
import java.util.List;

/// A named part of the race: one server, and one or more events on it.
///
/// @param name as it is given on the command line
/// @param about one line
/// @param weight its part of the time, against those of the other jobs
/// @param needs of the server
/// @param events made once the server is there
public record Job(String name, String about, int weight, ServerNeeds needs, Maker events) {

  /// Makes a job's events.
  public interface Maker {
    List<Event> in(Arena arena) throws IOException;
  }
}
