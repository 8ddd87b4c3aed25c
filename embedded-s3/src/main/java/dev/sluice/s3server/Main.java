package dev.sluice.s3server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Runs a server on its own until it is told to stop.
public final class Main {

  private static final String USAGE =
      """
      usage: dev.sluice.s3server.Main [OPTION [VALUE]]...
        --port N             listens there; any free port by default
        --access-key KEY     who may sign requests; "access" by default
        --secret-key SECRET  with which key; "secret" by default
        --folder DIR         keeps contents there; by default in memory
        --bucket NAME        makes this bucket; may be repeated
        --synthetic SPEC     a bucket of computed objects; may be repeated:
                             name=flat,keys=1000000,pattern=img%09d.jpg,size=4096
                             [,etag=md5|parts|fake] [,fan=40x50] [,variants=N] [,part=BYTES] [,modified=TIME]
        --domain DOMAIN      buckets may be named as hosts below it; may be repeated
        --tls DIR            serves HTTPS; DIR/ca.pem is the authority that clients are to trust
        --latency-ms N       holds up every request
        --page-latency-ms N  holds up each page of a listing, on top of that
        --measuring          checks no signature, and answers what a measurement asks (/_bench/)
        --keep-bytes N       keeps contents up to this size outside the heap; larger ones are hashed and dropped
        --memory-bytes N     with --keep-bytes: so much of them in memory (half the heap's bound), the rest in --folder
      Prints its endpoint when it is ready, and runs until a signal ends it.\
      """;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
      System.out.println(USAGE);
      return;
    }
    try {
      S3Server server = ServerArguments.start(args);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "s3server-stop"));
      System.out.println(server.endpoint());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(64);
    }
    new CountDownLatch(1).await(); // Until a signal ends the process.
  }
}
