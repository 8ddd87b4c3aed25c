package dev.sluice.transfer;

import dev.sluice.plan.SyncPolicy;

/// What a copy may take as it is.
///
/// @param acceptsETagMismatch whether content that is whole is taken whatever its ETag says
/// @param overwritesChanged whether to write over what somebody else has written at the destination
///   since it was listed
public record CopyRules(boolean acceptsETagMismatch, boolean overwritesChanged) {

  /// Nothing.
  public static final CopyRules STRICT = new CopyRules(false, false);

  /// As `policy` has it.
  static CopyRules of(SyncPolicy policy) {
    return new CopyRules(policy.acceptsETagMismatch(), policy.overwritesChanged());
  }
}
