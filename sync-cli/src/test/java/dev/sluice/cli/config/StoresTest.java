package dev.sluice.cli.config;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.system.ProcessLimits;
import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Location;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.Store;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StoresTest {

  @TempDir Path folder = Path.of("");

  private final CountDownLatch hangs = new CountDownLatch(1);

  private void hangIn(BlockingIo files) {
    try {
      files.<Boolean, RuntimeException>call(() -> {
        hangs.await();
        return true;
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_source_whose_every_call_hangs_does_not_stop_the_destination() throws Exception {
    S3Access access = new ConnectionFlags().access();
    Capacity capacity = Capacity.of(ProcessLimits.UNKNOWN, 512, 16);
    try (Stores stores =
        new Stores(
            Stores.Settings.reading(access),
            capacity,
            new Cancellation(),
            _ -> null,
            ServiceObserver.SILENT)) {
      for (int i = 0; i < 2 * capacity.fileThreads(); i++) {
        Thread.ofVirtual().start(() -> hangIn(stores.files(Side.SOURCE)));
      }
      try (Store destination = stores.open(Location.local(folder.toString()), Side.DESTINATION)) {
        destination.checkReadable();
      }
      hangs.countDown();
    }
  }
}
