package dev.sluice.flow.work;

import java.util.Collection;

/// Work stealing: how many parts a worker should make of what it holds when others have nothing to
/// do. Pure.
public final class WorkStealing {

  /// A piece is the widest if no other is wider than this many times itself: estimates are rough,
  /// and waiting for the very widest would leave the others idle meanwhile.
  private static final double NEARLY = 2;

  private WorkStealing() {}

  /// How many parts to give away, so that all pieces become about equally wide.
  ///
  /// @param own how much is left of the piece in question
  /// @param all how much is left of every piece that some worker holds, this one included
  /// @param idle how many workers have nothing to do
  public static int partsToGive(double own, Collection<Double> all, int idle) {
    double sum = 0;
    double widest = 0;
    for (double each : all) {
      sum += each;
      widest = Math.max(widest, each);
    }
    if (idle == 0 || own <= 0 || own * NEARLY < widest) {
      return 0;
    }
    double fair = sum / (all.size() + idle);
    long parts = Math.round(own / fair) - 1;
    return Math.clamp(parts, own >= widest ? 1 : 0, idle);
  }
}
