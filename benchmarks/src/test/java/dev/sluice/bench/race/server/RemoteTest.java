package dev.sluice.bench.race.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteTest {

  @TempDir private Path folder;

  @Test
  void a_bucket_that_is_there_is_taken_as_it_is() throws Exception {
    try (BenchServer server = BenchServer.start(ServerNeeds.PLAIN, folder);
        Remote remote = new Remote(server.endpoint(), Clients.trusting(null))) {
      remote.makeBucket("bucket");
      remote.makeBucket("bucket");

      assertThat(remote.fingerprint("bucket", List.of("")).objects()).isZero();
      assertThatThrownBy(() -> remote.makeBucket("No_Bucket")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void objects_are_deleted_whether_they_are_there_or_not() throws Exception {
    ServerNeeds needs = ServerNeeds.PLAIN.withSynthetic("name=many,keys=10,pattern=%06d,size=1");
    try (BenchServer server = BenchServer.start(needs, folder);
        Remote remote = new Remote(server.endpoint(), Clients.trusting(null))) {
      remote.deleteKeys("many", List.of("000003", "000099"));
    }
  }
}
