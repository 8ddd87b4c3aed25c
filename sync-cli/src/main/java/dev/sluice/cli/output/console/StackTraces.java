package dev.sluice.cli.output.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// An exception with all that led to it, as the JDK prints it, but that its messages are harmless:
/// they may hold what a server sent.
final class StackTraces {

  private static final int MAX_LINES = 2_000;

  private final Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> lines = new ArrayList<>();

  private StackTraces() {}

  /// The lines of an exception.
  static List<String> of(Throwable t) {
    StackTraces traces = new StackTraces();
    traces.add("", "", t);
    return traces.lines;
  }

  private void add(String indent, String role, Throwable t) {
    if (lines.size() > MAX_LINES) {
      return;
    }
    if (!shown.add(t)) {
      lines.add(indent + role + "[shown above: " + t.getClass().getName() + "]");
      return;
    }
    lines.add(indent + role + Escapes.line(t.toString()));
    for (StackTraceElement frame : t.getStackTrace()) {
      lines.add(indent + "\tat " + frame);
    }
    for (Throwable suppressed : t.getSuppressed()) {
      add(indent + "\t", "Suppressed: ", suppressed);
    }
    Throwable cause = t.getCause();
    if (cause != null) {
      add(indent, "Caused by: ", cause);
    }
  }
}
