package dev.sluice.content;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/// Decides by time where contents of one size cannot be compared: what the source changed later
/// than the destination was written has to be sent. Pure.
///
/// Listings tell when a service stored an object, in whole seconds of the service's own clock; a
/// file has the time of its content, and an object may have that in its metadata (its *own time*).
/// Where the two clocks or the seconds leave a doubt, the own time says of which version a copy is;
/// where that is missing, too much is sent once rather than too little: what was sent by this
/// program has its own time, or a file's, and is not sent again.
final class TimeRule {

  /// What the times say.
  enum Answer {
    /// The source has changed since.
    CHANGED,
    /// It has not.
    UNCHANGED,
    /// The listings leave it open, and the objects' own times may tell.
    ASK,
    /// Nothing tells.
    UNKNOWN
  }

  /// Clocks may differ by so much: services refuse requests whose clock differs by more.
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(15);

  private static final int NANOS_A_SECOND = 1_000_000_000;

  private TimeRule() {}

  /// By what the listings say.
  static Answer byListing(Entry source, Entry target) {
    Instant changed = source.modifiedTime();
    Instant written = target.modifiedTime();
    if (isUnknown(source) || isUnknown(target)) {
      return Answer.ASK;
    }
    if (isFile(target)) {
      // A file that was made of an object has that object's own time, where it has one. So even one
      // whose time is that of the object's storing may be made of another version, by chance.
      return Answer.ASK;
    }
    if (changed.plus(CLOCK_SLACK).isBefore(written)) {
      return Answer.UNCHANGED;
    }
    return !isFile(source) && changed.isAfter(written) ? Answer.CHANGED : Answer.ASK;
  }

  /// By the objects' own times too.
  ///
  /// @param sourceOwn the source's; null where it has none or is a file
  /// @param targetOwn the destination's
  static Answer byOwnTimes(
      Entry source, @Nullable Instant sourceOwn, Entry target, @Nullable Instant targetOwn) {
    if (isSameVersion(source, sourceOwn, target, targetOwn)) {
      return isWithinOneSecond(source, sourceOwn, target) ? Answer.CHANGED : Answer.UNCHANGED;
    }
    if (isFile(target)) {
      return intoFile(source, sourceOwn, target);
    }
    if (targetOwn != null) {
      return Answer.CHANGED; // it was made of another version
    }
    if (isUnknown(source) || isUnknown(target)) {
      return Answer.UNKNOWN;
    }
    // Within one second nothing tells which was first.
    return source.modifiedTime().isBefore(target.modifiedTime())
        ? Answer.UNCHANGED
        : Answer.CHANGED;
  }

  /// Whether the copy may be of an earlier version that was stored in the same second.
  private static boolean isWithinOneSecond(
      Entry source, @Nullable Instant sourceOwn, Entry target) {
    return sourceOwn == null
        && !isFile(source)
        && !isFile(target)
        && !isUnknown(source)
        && source.modifiedTime().equals(target.modifiedTime());
  }

  private static Answer intoFile(Entry source, @Nullable Instant sourceOwn, Entry target) {
    if (isUnknown(source) && sourceOwn == null) {
      return Answer.UNKNOWN;
    }
    Instant stored = source.modifiedTime();
    Instant latest = sourceOwn != null && sourceOwn.isAfter(stored) ? sourceOwn : stored;
    // A file younger than the object was written by somebody else, after the object.
    return target.modifiedTime().isAfter(latest.plus(CLOCK_SLACK))
        ? Answer.UNCHANGED
        : Answer.CHANGED;
  }

  /// Whether the destination says that it was made of just this version of the source.
  static boolean isSameVersion(
      Entry source, @Nullable Instant sourceOwn, Entry target, @Nullable Instant targetOwn) {
    Instant version = sourceOwn == null ? source.modifiedTime() : sourceOwn;
    Instant copied = isFile(target) ? target.modifiedTime() : targetOwn;
    boolean isKnown = sourceOwn != null || !isUnknown(source);
    return isKnown && copied != null && isSame(version, copied);
  }

  /// Whether `copied` is `time` as far as whoever keeps it can tell: some file systems keep
  /// microseconds or seconds only.
  static boolean isSame(Instant time, Instant copied) {
    Duration lost = Duration.between(copied, time);
    return !lost.isNegative() && lost.compareTo(grain(copied)) < 0;
  }

  private static Duration grain(Instant kept) {
    int grain = 1;
    while (grain < NANOS_A_SECOND && kept.get(ChronoField.NANO_OF_SECOND) % (grain * 10L) == 0) {
      grain *= 10;
    }
    return Duration.ofNanos(grain);
  }

  private static boolean isFile(Entry entry) {
    return Fingerprint.isOfFile(entry.fingerprint());
  }

  /// An object whose listing has no time has that of the epoch's beginning.
  private static boolean isUnknown(Entry entry) {
    return !isFile(entry) && entry.modifiedTime().equals(Instant.EPOCH);
  }
}
