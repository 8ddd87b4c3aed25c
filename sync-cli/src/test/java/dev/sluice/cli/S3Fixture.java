package dev.sluice.cli;

import dev.sluice.cli.output.console.Prompt;
import dev.sluice.s3server.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An embedded S3 server, and the credentials for it where the SDK looks for them.
public final class S3Fixture implements AutoCloseable {

  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private final S3Server server;

  private S3Fixture(S3Server server) {
    this.server = server;
  }

  /// Starts one with these buckets.
  public static S3Fixture with(String... buckets) {
    try {
      S3Server server = S3Server.builder().credentials("access", "secret").start();
      for (String bucket : buckets) {
        server.createBucket(bucket);
      }
      credentials("access", "secret");
      return new S3Fixture(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The credentials that the program will find.
  public static void credentials(String accessKey, String secretKey) {
    System.setProperty(ACCESS_KEY, accessKey);
    System.setProperty(SECRET_KEY, secretKey);
  }

  /// The server itself.
  public S3Server server() {
    return server;
  }

  /// Puts an object.
  public void put(String bucket, String key, String content) {
    server.put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  /// An object's content.
  public String get(String bucket, String key) {
    return new String(server.get(bucket, key), StandardCharsets.UTF_8);
  }

  /// Runs a command of the program against this server.
  public Program.Result run(String... args) {
    return Program.run(here(args));
  }

  /// Runs a command at a terminal where somebody answers.
  public Program.Result runAsked(Prompt prompt, String... args) {
    return Program.runAsked(prompt, here(args));
  }

  private String[] here(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--endpoint-url");
    all.add(server.endpoint().toString());
    return all.toArray(String[]::new);
  }

  @Override
  public void close() {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
    server.close();
  }
}
