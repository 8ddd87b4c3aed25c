package dev.sluice.cli.output;

import dev.sluice.report.RunStatus;
import java.util.Map;

/// Shows what a command does step by step. Thread-safe.
public interface StepReporter {

  /// Something was found or done.
  ///
  /// @param name what, for programs
  /// @param line the same for a person; empty for nothing
  /// @param members what is told of it to programs: texts, whole numbers and truths
  void step(String name, String line, Map<String, ?> members);

  /// Something is left, or differs.
  void left(String line);

  /// Something failed.
  void failed(String line);

  /// All is over.
  ///
  /// @param line why it ended before its end; empty where it did not
  void ended(RunStatus status, String line);
}
