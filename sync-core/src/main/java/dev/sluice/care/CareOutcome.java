package dev.sluice.care;

import dev.sluice.store.StoreException;

/// How one object or version ended. Each that was found ends in exactly one.
public sealed interface CareOutcome {

  /// What it is about.
  Subject subject();

  /// It was done, or in a rehearsal would be.
  ///
  /// @param how in words that follow the address, such as what there was before
  record Done(Subject subject, String how) implements CareOutcome {}

  /// There was nothing to do.
  record AsItIs(Subject subject) implements CareOutcome {}

  /// It was left on purpose.
  ///
  /// @param why in words that follow the address
  record Left(Subject subject, String why) implements CareOutcome {}

  /// It failed.
  record Failed(Subject subject, StoreException error) implements CareOutcome {}
}
