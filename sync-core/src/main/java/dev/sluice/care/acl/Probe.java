package dev.sluice.care.acl;

import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Holds what was concluded of objects against what the service answers to somebody without
/// credentials: of all, or of a sample, half of it of what is said to be readable if there is as
/// much. Thread-safe.
public final class Probe implements AuditListener {

  /// Asks without credentials.
  @FunctionalInterface
  public interface Anybody {
    /// Whether an object is given out.
    boolean isGiven(Subject subject) throws StoreException, InterruptedException;
  }

  /// What was concluded of an object.
  private record Conclusion(Subject subject, boolean isReadable) {}

  /// As many of those that come as fit, each as likely as the others.
  private static final class Sample {
    private final int most;
    private final List<Conclusion> kept = new ArrayList<>();
    private long seen;

    Sample(int most) {
      this.most = most;
    }

    void offer(Conclusion conclusion) {
      seen++;
      if (kept.size() < most) {
        kept.add(conclusion);
      } else {
        long at = ThreadLocalRandom.current().nextLong(seen);
        if (at < most) {
          kept.set((int) at, conclusion);
        }
      }
    }

    /// So many of them, by chance.
    List<Conclusion> some(int count) {
      Collections.shuffle(kept, ThreadLocalRandom.current());
      return kept.subList(0, count);
    }
  }

  private final SubjectAcls acls;
  private final Exposure exposure;
  private final Anybody anybody;
  private final Consumer<String> onContradiction;
  private final int size;
  private final boolean isOfAll;
  private final Sample readable;
  private final Sample unreadable;
  private final LongAdder asked = new LongAdder();
  private final LongAdder uncertain = new LongAdder();
  private final LongAdder contradictions = new LongAdder();

  /// @param size of the sample; [Integer#MAX_VALUE] for all
  /// @param anybody asks without credentials
  /// @param onContradiction is told in a line where the two do not agree
  public Probe(
      Store store,
      BucketAccess bucket,
      int size,
      Anybody anybody,
      Consumer<String> onContradiction) {
    this.acls = new SubjectAcls(store, new AclFigures());
    this.exposure = new Exposure(bucket);
    this.anybody = anybody;
    this.onContradiction = onContradiction;
    this.size = size;
    this.isOfAll = size == Integer.MAX_VALUE;
    this.readable = new Sample(size);
    this.unreadable = new Sample(size);
  }

  @Override
  public void judged(Subject subject, Acl acl, Judgement judgement, boolean isExpected)
      throws StoreException, InterruptedException {
    Boolean isReadable = judgement.isReadByAnybody();
    if (isReadable == null) {
      uncertain.increment();
    } else if (isOfAll) {
      ask(new Conclusion(subject, isReadable));
    } else {
      keep(new Conclusion(subject, isReadable));
    }
  }

  private synchronized void keep(Conclusion conclusion) {
    (conclusion.isReadable() ? readable : unreadable).offer(conclusion);
  }

  private synchronized List<Conclusion> kept() {
    int ofReadable =
        Math.min(readable.kept.size(), Math.max(size / 2, size - unreadable.kept.size()));
    List<Conclusion> all = new ArrayList<>(readable.some(ofReadable));
    all.addAll(unreadable.some(Math.min(unreadable.kept.size(), size - ofReadable)));
    return all;
  }

  /// Asks about the sample.
  ///
  /// @throws StoreException if an answer cannot be had
  public void finish() throws StoreException, InterruptedException {
    for (Conclusion conclusion : kept()) {
      ask(conclusion);
    }
  }

  private void ask(Conclusion conclusion) throws StoreException, InterruptedException {
    asked.increment();
    Subject subject = conclusion.subject();
    boolean isGiven = anybody.isGiven(subject);
    if (isGiven == conclusion.isReadable() || hasChanged(conclusion)) {
      return;
    }
    contradictions.increment();
    onContradiction.accept(
        subject.key().value()
            + (subject.version() == null ? "" : " (version " + subject.version() + ")")
            + ": "
            + (isGiven
                ? "the service gives it to anybody, and by all that is set nobody should get it"
                : "by all that is set anybody can read it, and the service does not give it"));
  }

  /// What does not agree may have come or gone, or been given another list, in between.
  private boolean hasChanged(Conclusion conclusion) throws StoreException, InterruptedException {
    Acl acl = acls.read(conclusion.subject());
    Boolean now = acl == null ? null : exposure.of(conclusion.subject(), acl).isReadByAnybody();
    return now == null || now != conclusion.isReadable();
  }

  /// Objects that were asked for.
  public long asked() {
    return asked.sum();
  }

  /// Objects of which nothing certain was concluded.
  public long uncertain() {
    return uncertain.sum();
  }

  /// Objects of which the service says otherwise.
  public long contradictions() {
    return contradictions.sum();
  }
}
