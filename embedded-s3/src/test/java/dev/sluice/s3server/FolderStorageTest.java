package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest {

  private S3Server server;
  private TestClient client;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server =
        S3Server.builder()
            .credentials("ak", "sk")
            .clock(ServerTest.CLOCK)
            .storage(Storage.inFolder(folder))
            .start();
    server.createBucket("b");
    client = new TestClient(server.port(), "ak", "sk", ServerTest.CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /// Sizes of the files on disk, by the first word of their name.
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().split("-", -1)[0] + " " + sizeOf(file))
          .sorted()
          .toList();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void small_bodies_share_a_file_and_large_ones_have_their_own() throws IOException {
    server.put("b", "empty", new byte[0]);
    server.put("b", "small", random(10));
    server.put("b", "other", random(20));
    server.put("b", "large", random(3_000_000));
    assertThat(files()).containsExactly("body 3000000", "pack 30");
    for (String key : new String[] {"small", "other", "large"}) {
      byte[] expected = random((int) server.head("b", key).sizeBytes());
      assertThat(client.get("/b/" + key).body()).isEqualTo(expected);
    }
    byte[] range = Arrays.copyOfRange(random(3_000_000), 1_500_000, 2_500_000);
    Map<String, String> wanted = Map.of("range", "bytes=1500000-2499999");
    assertThat(client.send("GET", "/b/large", wanted, new byte[0]).body()).isEqualTo(range);
  }

  @Test
  void a_body_is_given_back_when_its_last_object_is_gone() throws IOException {
    client.send("PUT", "/b/one", Map.of(), random(2_000_000));
    client.put("/b/two", "", Map.of("x-amz-copy-source", "/b/one"));
    assertThat(files()).containsExactly("body 2000000");
    client.delete("/b/one");
    assertThat(client.get("/b/two").body()).isEqualTo(random(2_000_000));
    client.put("/b/two", "");
    assertThat(files()).isEmpty();
  }

  @Test
  void a_body_that_failed_its_checks_leaves_nothing_on_disk() throws IOException {
    Map<String, String> wrong = Map.of("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==");
    assertThat(client.send("PUT", "/b/k", wrong, random(2_000_000)).status()).isEqualTo(400);
    assertThat(files()).isEmpty();
  }

  @Test
  void an_aborted_upload_gives_its_parts_back() throws IOException {
    String upload = client.post("/b/k?uploads", "", Map.of()).element("UploadId");
    client.send("PUT", "/b/k?partNumber=1&uploadId=" + upload, Map.of(), random(2_000_000));
    client.delete("/b/k?uploadId=" + upload);
    assertThat(files()).isEmpty();
  }

  @Test
  void closing_the_server_leaves_the_folder_as_it_was() throws IOException {
    server.put("b", "k", random(2_000_000));
    server.put("b", "small", random(10));
    server.close();
    assertThat(folder).isEmptyDirectory();
  }
}
