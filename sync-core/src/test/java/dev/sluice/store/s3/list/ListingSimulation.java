package dev.sluice.store.s3.list;

import dev.sluice.flow.work.WorkStealing;
import dev.sluice.model.Key;
import dev.sluice.store.s3.split.Stretch;
import dev.sluice.store.s3.split.Survey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Workers that list one prefix together, in virtual time: a page takes one unit, all else none.
/// What to part, where, and among how many is decided by the classes that decide it in a run
/// ([Survey], [WorkStealing]).
final class ListingSimulation {

  private static final int PAGE_KEYS = 1000;

  /// What a listing took.
  ///
  /// @param time in pages one after another
  /// @param requests pages fetched
  /// @param empty pages that held nothing of their range
  record Result(int time, int requests, int empty) {}

  private record Range(String after, @Nullable String upTo) {}

  private static final class Worker {
    final int number;
    Stretch stretch = new Stretch("");
    String last = "";
    @Nullable String upTo;
    double keysLeft;
    int answeredAt;

    Worker(int number) {
      this.number = number;
    }
  }

  private final List<String> keys;
  private final Survey survey = new Survey();
  private final PriorityQueue<Worker> waitingForPage =
      new PriorityQueue<>(
          Comparator.<Worker>comparingInt(worker -> worker.answeredAt)
              .thenComparingInt(worker -> worker.number));
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Deque<Range> given = new ArrayDeque<>();
  private int now;
  private int requests;
  private int empty;
  private int listed;

  private ListingSimulation(List<String> keys, int workers) {
    this.keys = keys;
    for (int i = 0; i < workers; i++) {
      idle.add(new Worker(i));
    }
    given.add(new Range("", null));
  }

  /// Lists `keys`, which are in order.
  static Result run(List<String> keys, int workers) {
    return new ListingSimulation(keys, workers).run();
  }

  private Result run() {
    takeWhatIsGiven();
    while (!waitingForPage.isEmpty()) {
      Worker worker = waitingForPage.remove();
      now = worker.answeredAt;
      if (readPage(worker)) {
        share(worker);
        request(worker);
      } else {
        survey.end(worker.stretch);
        idle.add(worker);
      }
      takeWhatIsGiven();
    }
    if (listed != keys.size()) {
      throw new AssertionError(listed + " of " + keys.size() + " keys were listed");
    }
    return new Result(now, requests, empty);
  }

  private void takeWhatIsGiven() {
    while (!idle.isEmpty() && !given.isEmpty()) {
      Worker worker = idle.remove();
      Range range = given.remove();
      worker.stretch = survey.begin(range.after());
      worker.last = range.after();
      worker.upTo = range.upTo();
      worker.keysLeft = 0;
      request(worker);
    }
  }

  private void request(Worker worker) {
    worker.answeredAt = now + 1;
    requests++;
    waitingForPage.add(worker);
  }

  /// Whether there is more to read.
  private boolean readPage(Worker worker) {
    int from = Collections.binarySearch(keys, worker.last, Key::compare);
    from = from < 0 ? -from - 1 : from + 1;
    int to = Math.min(keys.size(), from + PAGE_KEYS);
    int end = to;
    while (end > from && worker.upTo != null && Key.compare(keys.get(end - 1), worker.upTo) > 0) {
      end--;
    }
    listed += end - from;
    if (end == from) {
      empty++;
      return false;
    }
    survey.read(worker.stretch, keys.subList(from, end));
    worker.last = keys.get(end - 1);
    return end == to && to < keys.size() && !worker.last.equals(worker.upTo);
  }

  private void share(Worker worker) {
    worker.keysLeft = survey.keysLeft(worker.stretch, worker.last, worker.upTo);
    List<Double> all = new ArrayList<>(List.of(worker.keysLeft));
    waitingForPage.forEach(other -> all.add(other.keysLeft));
    int parts = WorkStealing.partsToGive(worker.keysLeft, all, idle.size());
    if (parts > 0) {
      for (String key :
          survey.part(worker.stretch, worker.last, worker.upTo, parts + 1).reversed()) {
        given.addFirst(new Range(key, worker.upTo));
        worker.upTo = key;
      }
      worker.keysLeft = survey.keysLeft(worker.stretch, worker.last, worker.upTo);
    }
  }
}
