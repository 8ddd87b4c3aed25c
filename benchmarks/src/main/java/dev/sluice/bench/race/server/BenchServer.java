package dev.sluice.bench.race.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The server of one job, a process of its own, so that its processor time is not the clients'.
public final class BenchServer implements AutoCloseable {

  /// Room for all contents of every job, so that none lies on the disk.
  private static final String KEPT_BYTES = Long.toString(2L << 30);

  private static final String KEPT_CONTENT_BYTES = Integer.toString(1 << 20);

  private static final String MAIN = "dev.sluice.s3server.Main";
  private static final Pattern ENDPOINT = Pattern.compile("https?://[0-9a-z.:]+");

  private final Process process;
  private final URI endpoint;
  private final @Nullable Path authorities;

  private BenchServer(Process process, URI endpoint, @Nullable Path authorities) {
    this.process = process;
    this.endpoint = endpoint;
    this.authorities = authorities;
  }

  /// Starts a server and waits until it is ready.
  ///
  /// @param folder for its log and its certificate authority
  /// @throws RaceException if it does not say that it is ready
  public static BenchServer start(ServerNeeds needs, Path folder)
      throws IOException, RaceException {
    Path tls = folder.resolve("tls");
    Files.createDirectories(tls);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("race.server.heap", "3g"),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
    command.addAll(needs.arguments(tls.toString()));
    command.addAll(List.of("--measuring", "--keep-bytes", KEPT_CONTENT_BYTES));
    command.addAll(List.of("--memory-bytes", KEPT_BYTES, "--folder", folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("server.err").toFile()).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = output.readLine();
    Matcher matcher = ENDPOINT.matcher(ready == null ? "" : ready);
    if (!matcher.find()) {
      process.destroyForcibly();
      throw new RaceException(
          "the server did not start: " + Files.readString(folder.resolve("server.err")).strip());
    }
    return new BenchServer(
        process, URI.create(matcher.group()), needs.tls() ? tls.resolve("ca.pem") : null);
  }

  public URI endpoint() {
    return endpoint;
  }

  public @Nullable Path authorities() {
    return authorities;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
