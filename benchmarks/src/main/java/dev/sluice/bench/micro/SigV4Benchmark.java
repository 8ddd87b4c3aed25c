package dev.sluice.bench.micro;

import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.sign.SigV4;
import dev.sluice.store.s3.sign.SigningKeys;
import dev.sluice.store.s3.sign.SigningScope;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Signing a PUT as it is sent for every small file: its headers alone, and with the SHA-256 of its
/// 4 KiB.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SigV4Benchmark {

  private static final SigningKeys KEYS = new SigningKeys("ACCESSKEY", "secretsecret", null);
  private static final SigningScope SCOPE = new SigningScope("us-east-1", "s3");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SigV4 signer = new SigV4();
  private final byte[] content = new byte[4096];
  private int number;

  @Benchmark
  public HeaderList signHeaders() {
    return sign(SigV4.UNSIGNED_PAYLOAD);
  }

  @Benchmark
  public HeaderList signHeadersAndContent() {
    return sign(signer.payloadHash(content));
  }

  private HeaderList sign(String payloadHash) {
    HeaderList headers =
        new HeaderList()
            .set("host", "s3.us-east-1.amazonaws.com")
            .set("content-type", "image/jpeg")
            .set("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==")
            .set("x-amz-meta-mtime", "1767225600.000000000");
    String path = "/media/media/flat/image-" + number++ + ".jpg";
    signer.sign(new SigV4.Subject("PUT", path, "", payloadHash), headers, KEYS, SCOPE, NOW);
    return headers;
  }
}
