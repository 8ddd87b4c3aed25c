package dev.sluice.plan;

import dev.sluice.diff.Sample;
import dev.sluice.model.Comparison;
import java.util.OptionalLong;

/// What a run may do, beyond comparing.
///
/// @param comparison how two entries of one key are compared
/// @param mode what is done about differences
/// @param deletion whether and how far entries that the source does not have are deleted
/// @param overwritesChanged whether what somebody else has written at the destination since it was
///   listed is overwritten and deleted all the same
/// @param copiesAtDestination whether content that the destination has under another key is copied
///   there in place of being sent, where contents are compared
/// @param sample of which keys of equal size the contents are compared
public record SyncPolicy(
    Comparison comparison,
    Mode mode,
    Deletion deletion,
    boolean overwritesChanged,
    boolean copiesAtDestination,
    Sample sample) {

  /// Makes the policy of a run that compares all contents.
  public SyncPolicy(
      Comparison comparison,
      Mode mode,
      Deletion deletion,
      boolean overwritesChanged,
      boolean copiesAtDestination) {
    this(comparison, mode, deletion, overwritesChanged, copiesAtDestination, Sample.ALL);
  }

  /// Makes the policy of a run that leaves alone what somebody else has written meanwhile.
  public SyncPolicy(Comparison comparison, Mode mode, Deletion deletion) {
    this(comparison, mode, deletion, false, true);
  }

  /// The same of a run that deletes nothing.
  public SyncPolicy withoutDeletion() {
    return new SyncPolicy(
        comparison, mode, Deletion.OFF, overwritesChanged, copiesAtDestination, sample);
  }

  /// Whether the run says what differs and changes nothing.
  public boolean isVerification() {
    return mode == Mode.VERIFY;
  }

  /// The contents of which share of the keys of equal size are compared, from 0 to 1.
  public double comparedShare() {
    return sample.share();
  }

  /// Whether the run says what would be done and changes nothing.
  public boolean isRehearsal() {
    return mode == Mode.DRY_RUN;
  }

  /// Whether more than sizes and times is compared.
  public boolean comparesContents() {
    return comparison.compareTo(Comparison.MD5) >= 0;
  }

  /// Whether content that is whole is taken whatever its ETag says: where contents are not
  /// compared.
  public boolean acceptsETagMismatch() {
    return comparison == Comparison.SIZE;
  }

  /// What is done about differences.
  public enum Mode {
    /// Transfer and delete.
    SYNC,
    /// Say what would be done.
    DRY_RUN,
    /// Say what differs.
    VERIFY
  }

  /// Whether and how far deleting goes.
  ///
  /// @param enabled whether entries missing at the source are deleted at the destination
  /// @param maxDeletes no run deletes more than this; refused as a whole otherwise. Empty for no
  ///   such bound
  /// @param force allows an empty source, and more than half of the destination, to be deleted
  /// @param ignoreErrors deletes even though listings or transfers failed
  public record Deletion(
      boolean enabled, OptionalLong maxDeletes, boolean force, boolean ignoreErrors) {
    /// Deletes nothing.
    public static final Deletion OFF = new Deletion(false, OptionalLong.empty(), false, false);
  }
}
