package dev.sluice.diff;

import dev.sluice.diff.Difference.NotSampled;
import dev.sluice.diff.Difference.Same;
import dev.sluice.diff.Difference.SizeDiffers;
import dev.sluice.diff.Difference.Unclear;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Opaque;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Unread;
import dev.sluice.model.Key;

/// The rules of comparison that need no reading, as pure functions of what two listings say.
///
/// @param filter which keys the run is about
/// @param comparison how entries are compared
/// @param ignoreMarkers whether markers of directories mean nothing, because a side is a file
///   system
/// @param sample of which keys of equal size the contents are compared; what the listings say of
///   the others suffices
public record DiffRules(
    KeyFilter filter, Comparison comparison, boolean ignoreMarkers, Sample sample) {

  /// Those of a run that compares all contents.
  public DiffRules(KeyFilter filter, Comparison comparison, boolean ignoreMarkers) {
    this(filter, comparison, ignoreMarkers, Sample.ALL);
  }

  private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  boolean includes(Key key) {
    return filter.includes(key.value());
  }

  boolean ignoresAsMarker(Entry entry) {
    return ignoreMarkers && entry.isDirectoryMarker();
  }

  /// Compares two entries of one key.
  Difference compare(Entry source, Entry target) {
    if (source.sizeBytes() != target.sizeBytes()) {
      return new SizeDiffers(source, target);
    }
    if (comparison == Comparison.SIZE || (isEmpty(source) && isEmpty(target))) {
      return new Same(source, target, Evidence.SIZE);
    }
    if (comparison == Comparison.MTIME) {
      return new Unclear(source, target);
    }
    if (!sample.isAll()) {
      return sampled(source, target);
    }
    // Different MD5-like ETags too are confirmed before anything is sent: under SSE-KMS they are no
    // MD5s.
    Evidence same = Fingerprint.sameBy(source.fingerprint(), target.fingerprint());
    return same == null ? new Unclear(source, target) : new Same(source, target, same);
  }

  /// What is remembered of a file is no look at its content: a file of the sample is read. Of the
  /// others, those are looked at of which the listings say that they differ.
  private Difference sampled(Entry source, Entry target) {
    boolean isChosen = sample.includes(source.key());
    Entry from = isChosen ? source.withoutMemory() : source;
    Entry to = isChosen ? target.withoutMemory() : target;
    Evidence same = Fingerprint.sameBy(from.fingerprint(), to.fingerprint());
    if (same != null) {
      return new Same(source, target, same);
    }
    return isChosen || (hasMd5(source) && hasMd5(target))
        ? new Unclear(from, to)
        : new NotSampled(source, target);
  }

  private static boolean hasMd5(Entry entry) {
    return switch (entry.fingerprint()) {
      case Md5 _ -> true;
      case Remembered(var md5, _, _) -> md5 != null;
      case Unread _, MultipartETag _, Opaque _ -> false;
    };
  }

  /// Whether an entry is as empty as it was listed: a listing without sizes may say 0, and then its
  /// ETag says otherwise.
  private static boolean isEmpty(Entry entry) {
    return entry.sizeBytes() == 0
        && (!(entry.fingerprint() instanceof Md5 md5) || md5.hex().equals(MD5_OF_NOTHING));
  }
}
