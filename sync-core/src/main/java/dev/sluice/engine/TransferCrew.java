package dev.sluice.engine;

import dev.sluice.flow.WorkerGroup;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.plan.Action;
import dev.sluice.transfer.Outcome;
import java.util.function.BooleanSupplier;

/// The workers that carry out what is planned; there become more of them while that helps.
final class TransferCrew {

  private final WorkerGroup group;
  private final TransferStage stage;
  private final Spool<Action> planned;
  private final SlowStart size;
  private final BooleanSupplier throttled;

  /// @param throttled whether a store has asked for fewer requests, so that more workers would only
  ///   wait
  TransferCrew(
      WorkerGroup group,
      TransferStage stage,
      Spool<Action> planned,
      SlowStart size,
      BooleanSupplier throttled) {
    this.group = group;
    this.stage = stage;
    this.planned = planned;
    this.size = size;
    this.throttled = throttled;
  }

  void start() {
    add(size.size());
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      group.fork(() -> stage.run(planned, this::after));
    }
  }

  private void after(Outcome outcome) {
    if (outcome instanceof Outcome.Copied copied) {
      size.ended(copied.took());
    }
    if (size.isDue() && planned.size() > 0 && !throttled.getAsBoolean()) {
      add(size.grow());
    }
  }
}
