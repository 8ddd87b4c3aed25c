package dev.sluice.state;

import java.nio.file.Path;
import java.util.List;

/// What came of reading every block of every file in a folder of rows.
///
/// @param files how many files were read
/// @param rows how many rows they have, those that a newer one replaces too
/// @param sizeBytes how long they are together
/// @param faults one for each file that is not as it was written, or was set aside
public record RowCheck(int files, long rows, long sizeBytes, List<Fault> faults) {

  /// Copies the list.
  public RowCheck {
    faults = List.copyOf(faults);
  }

  /// What is wrong with a file.
  public enum FaultKind {
    /// It is not what was written.
    DAMAGED,
    /// A run has found that it cannot be used, and set it aside: nobody reads it any more.
    SET_ASIDE,
    /// The system does not let it be read.
    UNREADABLE
  }

  /// A file that is not as it should be.
  ///
  /// @param reason what is wrong, in words
  public record Fault(Path file, FaultKind kind, String reason) {}

  /// Whether any file has a fault of a kind.
  public boolean has(FaultKind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }
}
