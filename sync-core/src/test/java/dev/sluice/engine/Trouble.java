package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.FaultRules;
import dev.sluice.s3server.traffic.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What happens during a run, by the number of a request, so that a seed tells it.
final class Trouble {

  /// After these a run still ends well.
  private static final List<Fault> PASSING =
      List.of(
          Fault.slowDown(),
          Fault.internalError(),
          Fault.closeBeforeReading(),
          Fault.closeAfterReading(),
          Fault.closeAfterCarryingOut());

  /// After these a content is sent in place of being copied.
  private static final List<Fault> NO_COPY =
      List.of(
          Fault.accessDenied(),
          Fault.answer(501, "NotImplemented", "no copies"),
          Fault.answer(412, "PreconditionFailed", "it has changed"),
          Fault.answer(404, "NoSuchKey", "it is gone"),
          Fault.errorInBody("InternalError"),
          Fault.wrongEtag());

  private static final List<Operation> OPERATIONS =
      List.of(
          Operation.PUT_OBJECT,
          Operation.COPY_OBJECT,
          Operation.LIST_OBJECTS_V2,
          Operation.HEAD_OBJECT,
          Operation.DELETE_OBJECTS,
          Operation.CREATE_MULTIPART_UPLOAD,
          Operation.UPLOAD_PART,
          Operation.UPLOAD_PART_COPY,
          Operation.COMPLETE_MULTIPART_UPLOAD);

  /// A fault of the service, or something that happens beside a request.
  ///
  /// @param operation null for any
  /// @param nth which request of the operation it strikes
  private record Planned(@Nullable Operation operation, int nth, String name, Fault fault) {

    void begin(FaultRules rules) {
      Operation only = operation;
      (only == null ? rules.on() : rules.on(only)).nth(nth).then(fault);
    }

    @Override
    public String toString() {
      return name + " at " + operation + " " + nth;
    }
  }

  private final Nights nights;
  private final FaultRules rules;
  private final List<Planned> planned = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicBoolean killed = new AtomicBoolean();
  private boolean isCalm = true;
  private boolean isOver;

  /// @param rules of the server
  Trouble(Nights nights, FaultRules rules) {
    this.nights = nights;
    this.rules = rules;
  }

  /// Whatever comes to mind.
  Trouble any(Random random) {
    for (int i = random.nextInt(3); i > 0; i--) {
      boolean ofCopies = random.nextInt(3) == 0;
      Fault fault = EditedFiles.one(ofCopies ? NO_COPY : PASSING, random);
      Operation operation = ofCopies ? Operation.COPY_OBJECT : EditedFiles.one(OPERATIONS, random);
      planned.add(new Planned(operation, 1 + random.nextInt(3), fault.toString(), fault));
    }
    if (random.nextInt(4) == 0) {
      others(null, 1 + random.nextInt(10), random.nextLong());
      others(Operation.COPY_OBJECT, 1 + random.nextInt(2), random.nextLong());
    }
    if (random.nextInt(4) == 0) {
      edit(1 + random.nextInt(10), random.nextLong());
      edit(1 + random.nextInt(10), random.nextLong());
    }
    if (random.nextInt(4) == 0) {
      kill(1 + random.nextInt(15));
    }
    return this;
  }

  private void others(@Nullable Operation operation, int nth, long seed) {
    Random random = new Random(seed);
    String key = EditedFiles.one(EditedFiles.KEYS, random);
    String text = EditedFiles.content(random);
    happens(operation, nth, "others", () -> nights.putByOthers(key, text));
  }

  private void edit(int nth, long seed) {
    happens(null, nth, "edit", () -> nights.files.edit(new Random(seed)));
  }

  /// Something happens before a request is carried out, so that a run need not end well.
  Trouble happens(@Nullable Operation operation, int nth, String name, Runnable what) {
    isCalm = false;
    planned.add(new Planned(operation, nth, name, during(what)));
    return this;
  }

  /// The run is killed at a request. What is remembered is written every few seconds, so that there
  /// is something to be kept.
  Trouble kill(int nth) {
    planned.add(
        new Planned(
            null,
            1 + nth / 2,
            "time",
            during(() -> nights.time().advance(Duration.ofSeconds(10)))));
    planned.add(new Planned(null, nth, "kill", during(this::killNow)));
    return this;
  }

  /// Something that happens while the run is on: the server may be at a request still that a run
  /// has given up.
  private Fault during(Runnable what) {
    return Fault.run(() -> {
      synchronized (this) {
        if (!isOver) {
          what.run();
        }
      }
    });
  }

  /// The run has ended, and nothing happens any more.
  synchronized void end() {
    isOver = true;
  }

  /// To be given to the run.
  Cancellation begin() {
    planned.forEach(one -> one.begin(rules));
    return cancellation;
  }

  /// From now on nothing reaches the service, and nothing reaches the disk that is seen later.
  private void killNow() {
    nights.place.keepCaches();
    killed.set(true);
    rules.on().then(Fault.closeBeforeReading());
    cancellation.stop();
  }

  boolean hasKilled() {
    return killed.get();
  }

  /// Whether nothing has happened that a run cannot make good.
  boolean mustEndWell() {
    return isCalm && !hasKilled();
  }

  @Override
  public String toString() {
    return planned.toString();
  }
}
