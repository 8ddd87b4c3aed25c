package dev.sluice.bench.micro;

import dev.sluice.store.s3.light.xml.ListParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a page of ListObjectsV2. The figure is of one of its 1,000 keys.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ListParserBenchmark {

  private static final int KEYS = 1000;

  private byte[] document = new byte[0];

  @Setup
  public void write() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>media</Name>\
            <Prefix>media/flat/</Prefix><NextContinuationToken>token</NextContinuationToken>\
            <KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>\
            <IsTruncated>true</IsTruncated>\
            """);
    for (int i = 0; i < KEYS; i++) {
      xml.append("<Contents><Key>media/flat/image-%07d.jpg</Key>".formatted(i))
          .append("<LastModified>2026-01-01T00:00:%02d.000Z</LastModified>".formatted(i / 100))
          .append("<ETag>&quot;%016x".formatted(random.nextLong()))
          .append("%016x&quot;</ETag>".formatted(random.nextLong()))
          .append("<Size>2048</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    document = xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public Object parse() throws IOException {
    return ListParser.parse(new ByteArrayInputStream(document), KEYS);
  }
}
