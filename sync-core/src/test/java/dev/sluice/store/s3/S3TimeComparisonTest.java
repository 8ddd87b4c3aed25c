package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Comparer;
import dev.sluice.content.Comparer.Verdict;
import dev.sluice.content.Ladder;
import dev.sluice.content.Sides;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.s3server.S3Server;
import dev.sluice.store.s3.config.ClientKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Objects of one size whose ETags tell no more: one in parts and the other whole, or two in parts
/// that differ.
class S3TimeComparisonTest {

  private static final int MIB = 1 << 20;

  /// A server's clock, within what a signature may be off.
  private static final class ServerClock extends Clock {
    private Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final ServerClock clock = new ServerClock();
  private EmbeddedS3 s3;
  private S3Store source;
  private S3Store target;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    s3 =
        new EmbeddedS3(
            ClientKind.LIGHT,
            S3Server.builder().credentials("ak", "sk").minPartBytes(1).clock(clock));
    source = s3.store("from/");
    target = s3.store("to/");
    client = s3.connect().session().sdk().get();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private void write(String key, byte[] content, int partBytes, Map<String, String> metadata) {
    if (partBytes == 0) {
      client.putObject(
          b -> b.bucket(BUCKET).key(key).metadata(metadata), RequestBody.fromBytes(content));
      return;
    }
    String id =
        client.createMultipartUpload(b -> b.bucket(BUCKET).key(key).metadata(metadata)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += partBytes) {
      byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + partBytes));
      int number = parts.size() + 1;
      String etag =
          client
              .uploadPart(
                  b -> b.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    client.completeMultipartUpload(
        b -> b.bucket(BUCKET).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)));
  }

  private static Entry only(S3Store store) throws Exception {
    return EmbeddedS3.list(store).getFirst();
  }

  private Verdict compare() throws Exception {
    Ladder ladder = new Ladder(Comparison.MD5, false);
    return new Comparer(Sides.of(source, target), ladder, new BytePermits(1 << 26), s3.cpu, _ -> {})
        .compare(only(source), only(target))
        .verdict();
  }

  @Test
  void a_source_that_was_stored_later_than_its_copy_is_newer_and_else_it_is_equal_by_time()
      throws Exception {
    byte[] content = FakeContent.bytes(3 * MIB);
    for (int[] partSizes : new int[][] {{MIB, 0}, {0, MIB}, {MIB, 2 * MIB}}) {
      clock.ahead = Duration.ofSeconds(-100);
      write("from/k", content, partSizes[0], Map.of());
      clock.ahead = Duration.ofSeconds(-90);
      write("to/k", content, partSizes[1], Map.of());
      assertThat(only(source).fingerprint())
          .isInstanceOf(partSizes[0] == 0 ? Md5.class : MultipartETag.class);
      assertThat(compare()).isEqualTo(Verdict.EQUAL_BY_TIME);

      clock.ahead = Duration.ofSeconds(-80);
      write("from/k", FakeContent.bytes(3 * MIB + 1), partSizes[0], Map.of());
      write("from/k", content, partSizes[0], Map.of());
      assertThat(compare()).isEqualTo(Verdict.NEWER);
    }
  }

  @Test
  void a_copy_that_says_of_which_version_it_is_is_believed_whatever_the_clocks_say()
      throws Exception {
    byte[] content = FakeContent.bytes(2 * MIB);
    clock.ahead = Duration.ofMinutes(-5);
    write("from/k", content, MIB, Map.of("mtime", "1700000000.5"));
    clock.ahead = Duration.ofMinutes(5);
    write("to/k", content, 0, Map.of("mtime", "1700000000.5"));
    assertThat(compare()).isEqualTo(Verdict.EQUAL_BY_TIME);

    clock.ahead = Duration.ZERO; // later, by a clock that is behind
    write("from/k", content, MIB, Map.of("mtime", "1700000001.5"));
    assertThat(compare()).isEqualTo(Verdict.NEWER);
  }
}
