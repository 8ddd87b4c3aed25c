package dev.sluice.bench.server;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Runs a server until it is told to stop. Prints its endpoint in one line when it is ready.
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (BenchServer server = BenchServer.start(args)) {
      System.out.println(server.endpoint());
      new CountDownLatch(1).await(); // Until a signal ends the process.
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(64);
    }
  }
}
