package dev.sluice.store;

import dev.sluice.flow.Unanswered;
import java.time.Duration;

/// Is told when what stores need cannot be had for a while: when a service, or a single call, is
/// not answered, when a service answers again, and when there are no descriptors left. Called by
/// many threads, one at a time for each service; must be quick and must not throw.
public interface ServiceObserver {

  /// Hears nothing.
  ServiceObserver SILENT = new ServiceObserver() {};

  /// The service does not answer: whatever needs it waits. Told once for each time it is away.
  ///
  /// @param service its address, or the store when the address is nobody's to say
  /// @param said what was found out, as part of a sentence
  /// @param atMost how long it will be waited for
  default void away(String service, String said, Duration atMost) {}

  /// A call has not been answered for long. Told once for each, and for few of many at a time.
  ///
  /// @param others how many others have not been either and are not told by themselves
  default void unanswered(Unanswered call, int others) {}

  /// A service that was told to be away has answered.
  ///
  /// @param after how long it was away
  default void back(String service, Duration after) {}

  /// Something was found out about a service that changes how it is used, and that few need to
  /// know.
  ///
  /// @param line the whole line for the user
  default void note(String line) {}

  /// Something else has to be waited for, or is not as it should be.
  ///
  /// @param line the whole line for the user
  default void warning(String line) {}
}
