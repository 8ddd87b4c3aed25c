package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CacheMiss;
import dev.sluice.cache.CacheRules;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.s3.EmbeddedS3;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A bucket whose ETags say nothing of contents, and files that were sent so soon after their
/// change that what was read of them is not believed.
@Timeout(60)
class EncryptedNightsTest {

  private static final int FILES = 20;

  private final AheadTime time = new AheadTime(Duration.ZERO);
  private final SyncPolicy policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF);

  @TempDir Path home = Path.of(".");

  private S3Server server;
  private FolderToBucket course;

  @BeforeEach
  void writeFilesAndSendThem() throws Exception {
    server = S3Server.builder().credentials("ak", "sk").start();
    course = new FolderToBucket(home, server, "b");
    server.encryptWithKms("b");
    for (int i = 0; i < FILES; i++) {
      Files.writeString(course.files().resolve("f" + i), "content of " + i);
    }
    assertThat(night().outcomes().done()).isEqualTo(FILES);
    time.advance(Duration.ofDays(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SyncReport night() throws Exception {
    server.requests().reset();
    SyncReport report =
        course.run(
            new FolderToBucket.Options(
                policy,
                KeyFilter.EVERYTHING,
                EngineHarness.SMALL,
                S3WriteOptions.DEFAULT,
                EmbeddedS3.SMALL_SIZES,
                new CacheRules(CacheCheck.STRICT, Duration.ofSeconds(2), 0),
                time),
            RunObserver.SILENT,
            new Cancellation());
    assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
    return report;
  }

  @Test
  void they_are_read_once_more_and_then_known_and_no_object_is_asked_about() throws Exception {
    assertThat(night().outcomes().done()).isZero();
    assertThat(course.cacheFigures().misses()).isEqualTo(Map.of(CacheMiss.RACY, (long) FILES));
    assertThat(server.requests().count(Operation.HEAD_OBJECT)).isZero();
    assertThat(night().outcomes().done()).isZero();
    assertThat(course.cacheFigures().hits()).isEqualTo(FILES);
    assertThat(server.requests().count(Operation.HEAD_OBJECT)).isZero();
  }

  @Test
  void one_that_was_touched_is_read_and_not_sent() throws Exception {
    Path file = course.files().resolve("f7");
    Files.setLastModifiedTime(file, FileTime.from(time.now().plusSeconds(100)));
    assertThat(night().outcomes().done()).isZero();
    assertThat(server.requests().count(Operation.HEAD_OBJECT)).isZero();
  }

  @Test
  void one_that_has_another_content_and_was_given_its_time_back_is_sent() throws Exception {
    night();
    Path file = course.files().resolve("f7");
    FileTime modified = Files.getLastModifiedTime(file);
    Files.writeString(file, "content of X");
    Files.setLastModifiedTime(file, modified);
    assertThat(night().outcomes().done()).isOne();
    assertThat(new String(server.get("b", "f7"), StandardCharsets.UTF_8)).isEqualTo("content of X");
  }

  @Test
  void an_object_that_somebody_else_has_written_is_asked_about() throws Exception {
    server.put("b", "f7", "CONTENT OF 7".getBytes(StandardCharsets.UTF_8));
    night();
    assertThat(server.requests().count(Operation.HEAD_OBJECT)).isPositive();
  }
}
