package dev.sluice.bench.race.run;

import dev.sluice.bench.race.server.Filler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// A program to race in tests: sends a tree into the bucket `upload`.
public final class SendAll {

  private SendAll() {}

  /// `SendAll ENDPOINT TREE`.
  public static void main(String[] args) throws IOException, InterruptedException {
    new Filler(URI.create(args[0]), 2).fill("upload", Path.of(args[1]));
  }
}
