package dev.sluice.flow;

import java.util.concurrent.CountDownLatch;

/// A call that hangs in a pool, as one of a file system does, until it is let go.
public final class HangingCall {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HangingCall() {}

  /// Begins one, and returns when it hangs.
  ///
  /// @param call what it says that it is at
  /// @param subject what that concerns
  public static HangingCall in(BlockingIo pool, String call, Object subject)
      throws InterruptedException {
    HangingCall hanging = new HangingCall();
    Thread.ofVirtual()
        .start(() -> {
          try {
            pool.<Boolean, RuntimeException>call(() -> {
              BlockingIo.at(call, subject);
              hanging.begun.countDown();
              Uninterruptibly.await(hanging.released);
              return true;
            });
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hanging.begun.await();
    return hanging;
  }

  /// Lets it go.
  public void release() {
    released.countDown();
  }
}
