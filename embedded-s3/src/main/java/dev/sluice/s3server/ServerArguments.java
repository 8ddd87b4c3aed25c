package dev.sluice.s3server;

import dev.sluice.s3server.tls.CertificateAuthority;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.FaultRules;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of [Main] on their way to a server.
final class ServerArguments {

  private final S3Server.Builder builder = S3Server.builder();
  private final List<String> buckets = new ArrayList<>();
  private final List<String> computed = new ArrayList<>();
  private String accessKey = "access";
  private String secretKey = "secret";
  private @Nullable Path folder;
  private Duration latency = Duration.ZERO;
  private Duration pageLatency = Duration.ZERO;
  private long keptBytes = -1;
  private long memoryBytes = Runtime.getRuntime().maxMemory() / 2;

  private ServerArguments() {}

  /// Starts a server; it answers when this returns.
  ///
  /// @throws IllegalArgumentException if the arguments make no sense; the message says why
  static S3Server start(String... args) throws IOException {
    ServerArguments arguments = new ServerArguments();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--measuring")) {
        arguments.builder.forMeasuring();
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      } else {
        arguments.take(args[i], args[++i]);
      }
    }
    return arguments.start();
  }

  private void take(String option, String value) throws IOException {
    switch (option) {
      case "--port" -> builder.port((int) number(option, value));
      case "--access-key" -> accessKey = value;
      case "--secret-key" -> secretKey = value;
      case "--folder" -> folder = Path.of(value);
      case "--bucket" -> buckets.add(value);
      case "--synthetic" -> computed.add(value);
      case "--domain" -> builder.domain(value);
      case "--tls" -> builder.tls(CertificateAuthority.in(Path.of(value)).context());
      case "--latency-ms" -> latency = Duration.ofMillis(number(option, value));
      case "--page-latency-ms" -> pageLatency = Duration.ofMillis(number(option, value));
      case "--keep-bytes" -> keptBytes = number(option, value);
      case "--memory-bytes" -> memoryBytes = number(option, value);
      default -> throw new IllegalArgumentException("there is no option " + option);
    }
  }

  private static long number(String option, String value) {
    try {
      return Long.parseUnsignedLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ' ' + value + " is not a number", e);
    }
  }

  private S3Server start() throws IOException {
    if (keptBytes >= 0) {
      Path overflow = folder == null ? Path.of(System.getProperty("java.io.tmpdir", ".")) : folder;
      builder.storage(Storage.dropping(keptBytes, memoryBytes, overflow));
    } else if (folder != null) {
      builder.storage(Storage.inFolder(folder));
    }
    S3Server server = builder.credentials(accessKey, secretKey).start();
    try {
      buckets.forEach(server::createBucket);
      computed.forEach(server::createComputedBucket);
      holdUp(server.faults());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void holdUp(FaultRules faults) {
    if (!latency.isZero()) {
      faults.on().then(new Fault.Delay(latency));
    }
    if (!pageLatency.isZero()) {
      faults
          .on(Operation.LIST_OBJECTS, Operation.LIST_OBJECTS_V2)
          .then(new Fault.Delay(pageLatency));
    }
  }
}
