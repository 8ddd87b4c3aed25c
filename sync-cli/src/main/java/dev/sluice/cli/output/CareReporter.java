package dev.sluice.cli.output;

import dev.sluice.care.CareObserver;
import dev.sluice.care.CareReport;
import dev.sluice.care.Found;
import dev.sluice.model.Key;
import dev.sluice.report.RunStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows to the user what is done to the objects of a bucket. To be closed when it is over, however
/// it ended.
public interface CareReporter extends CareObserver, AutoCloseable {

  /// What is shown.
  ///
  /// @param command the command's name
  /// @param location where
  /// @param isRehearsal whether nothing is changed
  /// @param verb what is done, for `would remove`
  /// @param participle what was done, for `removed`
  /// @param addresses how objects are named
  record Subjects(
      String command,
      String location,
      boolean isRehearsal,
      String verb,
      String participle,
      Addresses addresses) {}

  /// Names an object.
  @FunctionalInterface
  interface Addresses {
    /// The address of what is seen under a key, or of a version.
    String of(Key key, @Nullable String version);
  }

  /// A figure of one command alone.
  ///
  /// @param name in JSON
  /// @param text the line for a person
  record Detail(String name, long count, String text) {}

  /// All is found, and somebody is to approve.
  ///
  /// @param warnings what is to be known before
  /// @param isAsked whether the user will be asked, and so has to see it
  void found(Found found, List<String> warnings, boolean isAsked);

  /// Somebody has approved.
  void approved();

  /// Says something that stops nothing.
  void warning(String line);

  /// A bucket is gone, or in a rehearsal would be.
  void bucketRemoved(String bucket);

  /// It is over.
  ///
  /// @param details of which those that are not 0 are shown
  void finished(CareReport report, List<Detail> details);

  /// Says that it could not begin, or was broken off by an exception. The line on standard error is
  /// the program's to print.
  void broken(String message, RunStatus status);

  /// Stops showing progress. Idempotent.
  @Override
  void close();
}
