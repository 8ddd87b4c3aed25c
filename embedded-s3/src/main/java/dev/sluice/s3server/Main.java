package dev.sluice.s3server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Runs a server on its own until it is told to stop.
public final class Main {

  private static final String USAGE =
      "usage: --port N --access-key KEY --secret-key SECRET [--folder DIR] [--bucket NAME]... [--domain DOMAIN]...";

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
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
        case "--port" -> builder.port(Integer.parseInt(value));
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
}
