package dev.sluice.s3server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Runs a server on its own until it is told to stop.
public final class Main {

  private static final String USAGE =
      """
      usage: dev.sluice.s3server.Main [OPTION VALUE]...
        --port N             listens there; any free port by default
        --access-key KEY     who may sign requests; "access" by default
        --secret-key SECRET  with which key; "secret" by default
        --folder DIR         keeps contents there; by default in memory
        --bucket NAME        makes this bucket; may be repeated
        --domain DOMAIN      buckets may be named as hosts below it; may be repeated
      Prints its endpoint when it is ready, and runs until a signal ends it.\
      """;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
      System.out.println(USAGE);
      return;
    }
    S3Server.Builder builder = S3Server.builder();
    List<String> buckets = new ArrayList<>();
    try {
      configure(builder, buckets, args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(64);
    }
    S3Server server = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "s3server-stop"));
    buckets.forEach(server::createBucket);
    System.out.println(server.endpoint());
    new CountDownLatch(1).await(); // Until a signal ends the process.
  }

  private static void configure(S3Server.Builder builder, List<String> buckets, String[] args) {
    String accessKey = "access";
    String secretKey = "secret";
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(port(value));
        case "--access-key" -> accessKey = value;
        case "--secret-key" -> secretKey = value;
        case "--folder" -> builder.storage(Storage.inFolder(Path.of(value)));
        case "--bucket" -> buckets.add(value);
        case "--domain" -> builder.domain(value);
        default -> throw new IllegalArgumentException("there is no option " + args[i]);
      }
    }
    builder.credentials(accessKey, secretKey);
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--port " + value + " is not a number", e);
    }
  }
}
