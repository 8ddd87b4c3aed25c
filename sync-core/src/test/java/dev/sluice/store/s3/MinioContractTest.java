package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;
import dev.sluice.store.s3.config.S3Keys;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;

/// The contract, on MinIO in a container, wherever Docker is. `SLUICE_TEST_MINIO_IMAGE` names
/// another image.
class MinioContractTest extends StoreContract {

  private static final Optional<RealServer> SERVER = start();

  private static Optional<RealServer> start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      System.out.println("The contract does NOT run on MinIO: there is no Docker here.");
      return Optional.empty();
    }
    String image = System.getenv().getOrDefault("SLUICE_TEST_MINIO_IMAGE", "minio/minio:latest");
    @SuppressWarnings("resource") // ends with the process, as Testcontainers sees to
    MinIOContainer container =
        new MinIOContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("minio/minio"));
    container.start();
    S3Keys keys = new S3Keys(container.getUserName(), container.getPassword());
    return Optional.of(RealServer.at(URI.create(container.getS3URL()), keys));
  }

  @Override
  protected boolean isRunning() {
    return SERVER.isPresent();
  }

  @Override
  protected Store newStore() {
    Assumptions.assumeTrue(SERVER.isPresent(), "there is no Docker here");
    return SERVER.orElseThrow().newStore();
  }

  /// MinIO refuses empty and dotted segments and those of over 255 bytes.
  @Override
  protected boolean canHold(Key key) {
    return !("/" + key.value() + "/").matches("(?s).*/\\.{0,2}/.*") && !key.value().endsWith("/");
  }

  /// With `a` present, MinIO hides `a/b` from every listing.
  @Override
  protected boolean keysArePaths(Store store) {
    return true;
  }
}
