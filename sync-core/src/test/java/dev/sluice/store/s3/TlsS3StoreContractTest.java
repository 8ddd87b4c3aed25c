package dev.sluice.store.s3;

import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.util.concurrent.atomic.AtomicInteger;

/// The contract, by the light path over TLS, on the embedded server: one for the class, a prefix of
/// its own for each store.
class TlsS3StoreContractTest extends StoreContract {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// Closed by the end of the process: two test engines share the class and neither is last.
  private static final EmbeddedS3 S3 = EmbeddedS3.uncheckedOverTls(ClientKind.LIGHT);

  private static final S3Connection CONNECTION = S3.connect();

  @Override
  protected Store newStore() {
    S3Prefix at = EmbeddedS3.at("store " + NUMBER.incrementAndGet() + "/");
    return new S3Store(CONNECTION, at, S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
  }
}
