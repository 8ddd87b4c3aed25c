package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.PageRun.Command;
import dev.sluice.s3server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page about a site's images in a bucket is run as it stands, against the server of the tests
/// and against real ones.
final class SitePageTest {

  private static final Path PAGE = Path.of("../docs/site-in-a-bucket.md");

  @TempDir Path folder = Path.of(".");

  @BeforeEach
  void writeImages() throws IOException {
    Path images = folder.resolve("images");
    Files.createDirectories(images.resolve("sub"));
    Files.writeString(images.resolve("one.jpg"), "the first image");
    Files.writeString(images.resolve("two.jpg"), "the second image");
    Files.writeString(images.resolve("sub/three.png"), "the third image");
  }

  /// @param own what becomes of a command of the page
  private void runPage(
      Function<Command, Optional<String>> own, String endpoint, String accessKey, String secretKey)
      throws Exception {
    Map<String, String> variables =
        Map.of(
            "AWS_ENDPOINT_URL",
            endpoint,
            "AWS_ACCESS_KEY_ID",
            accessKey,
            "AWS_SECRET_ACCESS_KEY",
            secretKey,
            "AWS_REGION",
            "us-east-1",
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "HOME",
            folder.resolve("home").toString());
    String nonce = Long.toHexString(System.nanoTime());
    Map<String, String> replacements = new LinkedHashMap<>(); // in this order
    replacements.put("$AWS_ENDPOINT_URL", endpoint);
    replacements.put("site-images", "site-" + nonce);
    replacements.put("site-archive", "archive-" + nonce);
    replacements.put("images/", folder + "/images/");
    PageRun page = new PageRun(variables, replacements);
    List<Command> commands = PageRun.commands(PAGE);
    assertThat(commands).hasSizeGreaterThan(20);
    for (String command : commands.stream().map(own).flatMap(Optional::stream).toList()) {
      page.run(command);
    }
  }

  @Test
  void every_command_does_what_the_page_says() throws Exception {
    try (S3Server server = S3Server.builder().credentials("ak", "sk").start()) {
      runPage(command -> Optional.of(command.line()), server.endpoint().toString(), "ak", "sk");
    }
  }

  /// A server that somebody else wrote, and what of the page it has not.
  enum Other {
    VERSITYGW,
    CEPH,
    MINISTACK;

    private Optional<String> own(Command command) {
      String line = command.line();
      return switch (this) {
        case VERSITYGW ->
            command.section().contains("Who can read what") // it has no lists of objects
                ? Optional.empty()
                : Optional.of(line.replace(" --abort-uploads-after 7", ""));
        case CEPH -> Optional.of(line.replace(" --ownership preferred", ""));
        case MINISTACK -> // keeps policies and lists, and heeds neither
            line.startsWith("curl ") ? Optional.empty() : Optional.of(line);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void it_does_so_at_servers_that_others_wrote(Other server) throws Exception {
    String name = server.name().toLowerCase(Locale.ROOT);
    String all = System.getenv().getOrDefault("SLUICE_TEST_S3", "");
    for (String one : all.split(";", -1)) {
      if (one.startsWith(name + "=")) {
        String[] parts = one.substring(name.length() + 1).split(",", -1);
        runPage(server::own, parts[0], parts[1], parts[2]);
        return;
      }
    }
    Assumptions.abort(name + " is not running here");
  }
}
