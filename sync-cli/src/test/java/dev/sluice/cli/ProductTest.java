package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The program as it is shipped: with what it is compiled against and needs to run, and nothing
/// that only tests have.
final class ProductTest extends ProcessBench {

  /// What the build takes for the program's own class path.
  static String productClassPath() throws IOException {
    String libraries =
        Files.readString(Path.of("target/libraries"), StandardCharsets.UTF_8).strip();
    return "target/classes" + File.pathSeparator + libraries;
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void it_holds_no_s3_server() throws IOException {
    List<URL> places = new ArrayList<>();
    for (String each : productClassPath().split(File.pathSeparator, -1)) {
      places.add(url(each));
    }
    try (URLClassLoader product = new URLClassLoader(places.toArray(URL[]::new), null)) {
      assertThat(product.getResource("dev/sluice/cli/Main.class")).isNotNull();
      assertThat(product.getResource("dev/sluice/engine/SyncEngine.class")).isNotNull();
      assertThat(product.getResource("dev/sluice/s3server")).isNull();
      assertThat(product.getResource("dev/sluice/s3server/S3Server.class")).isNull();
    }
  }

  @Test
  void the_demo_is_no_part_of_it_and_the_program_says_where_it_is() {
    Program.Result result = Program.run("demo");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("./sluice demo").hasLineCount(1);
    assertThat(Program.run("demo", "--help").out()).contains("--keep");
    assertThat(Program.run("--help").out()).contains("\n  demo ");
  }

  /// How many classes a command line loads, of the JDK and of the product.
  private long loaded(String... args) throws Exception {
    Path log = folder.resolve("loaded");
    classPath = productClassPath();
    javaOptions = List.of("-Xshare:auto", "-Xlog:class+load:file=" + log + "::filesize=0");
    Process process = start(new ProcessBuilder(bareCommand(args)), Map.of("LC_ALL", "C.UTF-8"));
    String said = output(process);
    assertThat(exitCode(process)).as(said).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  /// 705 on Temurin 25.0.3. What comes on top makes every start slower.
  @Test
  void a_start_loads_few_classes() throws Exception {
    assertThat(loaded("--version")).isBetween(500L, 720L);
  }

  /// 2,188 on Temurin 25.0.3. What comes on top is not in the start-up cache unless the rehearsal
  /// brings it in, and makes the cache larger if it does; a client of the SDK alone is some 2,000.
  @Test
  void a_listing_loads_few_classes() throws Exception {
    s3.put("b", "p/a", "1");
    assertThat(loaded("ls", "s3://b/p/", "--endpoint-url", s3.server().endpoint().toString()))
        .isBetween(1_500L, 2_250L);
  }
}
