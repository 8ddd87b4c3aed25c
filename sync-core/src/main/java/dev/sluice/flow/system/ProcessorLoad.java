package dev.sluice.flow.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How busy the processors are that this process may use, by whatever runs on them.
@FunctionalInterface
public interface ProcessorLoad {

  /// The load since it was last asked for, from 0 (idle) to 1; less than 0 where it is not known,
  /// which it is not the first time.
  double sinceLastAsked();

  /// That of the machine, or of the container that limits this process.
  ///
  /// What it takes is loaded when it is first asked, so that a short run does not pay for it.
  static ProcessorLoad ofMachine() {
    return new ProcessorLoad() {
      private boolean askedBefore;

      @Override
      public synchronized double sinceLastAsked() {
        double load = load();
        boolean hasBeginning = askedBefore;
        askedBefore = true;
        return hasBeginning ? load : -1;
      }

      private static double load() {
        try {
          return ManagementFactory.getOperatingSystemMXBean()
                  instanceof OperatingSystemMXBean machine
              ? machine.getCpuLoad()
              : -1;
        } catch (LinkageError e) {
          return -1; // its library could not be opened
        }
      }
    };
  }
}
