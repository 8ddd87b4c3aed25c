package dev.sluice.bench.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server is set up.
///
/// @param port 0 for any free one
/// @param latency how long answers are held up
/// @param buckets empty buckets to begin with
/// @param synthetic buckets of computed objects
/// @param keptBytes contents above this size are hashed and dropped
/// @param memoryBytes how much of the contents may lie in memory
/// @param folder where contents go when that is full
/// @param tlsFolder where certificates are, or null for plain HTTP
record Options(
    int port,
    Service.Latency latency,
    List<String> buckets,
    List<SyntheticSpec> synthetic,
    long keptBytes,
    long memoryBytes,
    Path folder,
    @Nullable Path tlsFolder) {

  static final String USAGE =
      """
      usage: --port N            0, the default, is any free one
             --bucket NAME       an empty bucket; may be given again
             --synthetic SPEC    a bucket of computed objects; may be given again:
                                 name=flat,keys=1000000,pattern=img%09d.jpg,size=4096
                                 [,etag=md5|parts|fake] [,fan=40x50] [,variants=N] [,part=BYTES] [,modified=TIME]
             --latency-ms N      hold up every request
             --page-latency-ms N hold up each page of a listing, on top of that
             --tls DIR           serve HTTPS; DIR/ca.pem is the authority that clients are to trust
             --keep-bytes N      keep contents up to this size (1048576); larger ones are hashed and dropped
             --memory-bytes N    keep so much of them in memory (half the heap's bound), the rest in files
             --folder DIR        where those files are (the folder for temporary files)\
      """;

  private static final long KEPT_BYTES = 1 << 20;

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException if it makes no sense; the message says why
  static Options parse(String... args) {
    int port = 0;
    Duration request = Duration.ZERO;
    Duration page = Duration.ZERO;
    List<String> buckets = new ArrayList<>();
    List<SyntheticSpec> synthetic = new ArrayList<>();
    long keptBytes = KEPT_BYTES;
    long memoryBytes = Runtime.getRuntime().maxMemory() / 2;
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    Path tlsFolder = null;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> port = (int) number(args[i], value);
        case "--bucket" -> buckets.add(value);
        case "--synthetic" -> synthetic.add(SyntheticSpec.parse(value));
        case "--latency-ms" -> request = Duration.ofMillis(number(args[i], value));
        case "--page-latency-ms" -> page = Duration.ofMillis(number(args[i], value));
        case "--keep-bytes" -> keptBytes = number(args[i], value);
        case "--memory-bytes" -> memoryBytes = number(args[i], value);
        case "--tls" -> tlsFolder = Path.of(value);
        case "--folder" -> folder = Path.of(value);
        default -> throw new IllegalArgumentException("there is no option " + args[i]);
      }
    }
    return new Options(
        port,
        new Service.Latency(request, page),
        List.copyOf(buckets),
        List.copyOf(synthetic),
        keptBytes,
        memoryBytes,
        folder,
        tlsFolder);
  }

  private static long number(String option, String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " takes a number, not " + text, e);
    }
  }
}
