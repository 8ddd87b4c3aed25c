package dev.sluice.flow.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/// How busy the processors are that this process may use, by whatever runs on them.
@FunctionalInterface
public interface ProcessorLoad {

  /// The load since it was last asked for, from 0 (idle) to 1.
  ///
  /// @return empty where it is not known, which it is not the first time
  OptionalDouble sinceLastAsked();

  /// That of the machine, or of the container that limits this process.
  ///
  /// What it takes is loaded when it is first asked, so that a short run does not pay for it.
  static ProcessorLoad ofMachine() {
    return new ProcessorLoad() {
      private boolean askedBefore;

      @Override
      public synchronized OptionalDouble sinceLastAsked() {
        OptionalDouble load = load();
        boolean hasBeginning = askedBefore;
        askedBefore = true;
        return hasBeginning ? load : OptionalDouble.empty();
      }

      private static OptionalDouble load() {
        try {
          if (ManagementFactory.getOperatingSystemMXBean()
              instanceof OperatingSystemMXBean machine) {
            double load = machine.getCpuLoad(); // less than 0 where it is not known
            return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
          }
        } catch (LinkageError e) {
          // its library could not be opened
        }
        return OptionalDouble.empty();
      }
    };
  }
}
