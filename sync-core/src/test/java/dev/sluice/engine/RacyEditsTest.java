package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CacheRules;
import dev.sluice.engine.FolderToBucket.Options;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files are written again and again while they are read, within one tick of the file system's
/// clock, and stay as long as they are: after the next run that nobody disturbs all is right.
///
/// `-Dsluice.edits=10000` makes so many edits on each file system.
class RacyEditsTest {

  private static final int EDITS = Integer.getInteger("sluice.edits", 400);
  private static final int EDITS_A_RUN = 20;
  private static final int FILES = 6;

  /// As short as may be, so that what was read some runs ago is believed: above the longest tick of
  /// a kernel's clock, which is ten milliseconds.
  private static final Duration MARGIN = Duration.ofMillis(20);

  private static final Duration TICK = Duration.ofMillis(10);

  @TempDir Path disk = Path.of(".");

  private interface Edit {
    void of(Path file, byte[] content) throws IOException;
  }

  @Test
  void on_a_disk() throws Exception {
    String type = Files.getFileStore(disk).type();
    assumeTrue(CacheCheck.of(type) == CacheCheck.STRICT, "no change times to go by: " + type);
    race(disk, CacheCheck.STRICT, RacyEditsTest::inPlace);
  }

  @Test
  void in_memory() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"),
        "no file system in memory here");
    Path home = Files.createTempDirectory(memory, "sluice-test-");
    try {
      race(home, CacheCheck.STRICT, RacyEditsTest::inPlace);
    } finally {
      Files.delete(home);
    }
  }

  /// Where a file system knows no change times, and its clock has coarse ticks.
  @Test
  void by_coarse_modification_times_alone() throws Exception {
    race(disk, CacheCheck.MTIME, RacyEditsTest::withinTick);
  }

  private static void inPlace(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.write(ByteBuffer.wrap(content));
    }
  }

  /// Puts a file in the place of another, with the time that a clock of coarse ticks has. Once more
  /// where that tick was over before it was there.
  private static void withinTick(Path file, byte[] content) throws IOException {
    Path aside = file.resolveSibling("../aside");
    Instant tick;
    do {
      tick = tick();
      Files.write(aside, content);
      Files.setLastModifiedTime(aside, FileTime.from(tick));
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } while (!tick().equals(tick));
  }

  private static Instant tick() {
    long millis = Instant.now().toEpochMilli();
    return Instant.ofEpochMilli(millis - millis % TICK.toMillis());
  }

  private void race(Path home, CacheCheck check, Edit edit) throws Exception {
    CacheRules rules = new CacheRules(check, MARGIN, 0);
    try (S3Server server = S3Server.builder().credentials("ak", "sk").start();
        FolderToBucket place = new FolderToBucket(home.resolve("race"), server, "race")) {
      Writer writer = new Writer(place.files(), edit);
      for (int file = 0; file < FILES; file++) {
        writer.edit(file);
      }
      for (int edits = 0; edits < EDITS; edits += EDITS_A_RUN) {
        server.faults().on().then(Fault.run(writer::editSome));
        Thread thread = Thread.ofPlatform().start(writer::editMany);
        SyncReport report = run(place, rules);
        thread.join();
        server.faults().clear();
        assertThat(report.addsUp()).isTrue();
        assertThat(run(place, rules).status()).isEqualTo(RunStatus.OK);
        assertSame(place);
      }
    }
  }

  private static SyncReport run(FolderToBucket place, CacheRules rules) throws Exception {
    return place.run(
        new Options(
            new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF),
            KeyFilter.EVERYTHING,
            EngineHarness.SMALL,
            S3WriteOptions.DEFAULT,
            MultipartSizes.DEFAULT,
            rules,
            Time.SYSTEM),
        new RunObserver() {},
        new Cancellation());
  }

  private static void assertSame(FolderToBucket place) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    TreeMap<String, String> objects = new TreeMap<>();
    for (int file = 0; file < FILES; file++) {
      files.put("f" + file, Files.readString(place.files().resolve("f" + file), ISO_8859_1));
    }
    place.stored().forEach((key, stored) -> objects.put(key, stored.text()));
    assertThat(objects).isEqualTo(files);
  }

  /// Writes other contents of the same length. Thread-safe.
  private static final class Writer {
    private final Path folder;
    private final Edit edit;
    private final Random random = new Random(1);
    private List<Integer> files = List.of(0);
    private int count;

    Writer(Path folder, Edit edit) {
      this.folder = folder;
      this.edit = edit;
    }

    synchronized void edit(int file) {
      try {
        edit.of(folder.resolve("f" + file), "%08x".formatted(count++).getBytes(ISO_8859_1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Of few files, so that the others grow old.
    synchronized void editSome() {
      edit(files.get(random.nextInt(files.size())));
    }

    @SuppressWarnings("ThreadPriorityCheck") // spreads the edits over the run, by no promise
    void editMany() {
      synchronized (this) {
        files = List.of(random.nextInt(FILES), random.nextInt(FILES));
      }
      for (int i = 0; i < EDITS_A_RUN; i++) {
        editSome();
        Thread.yield();
      }
    }
  }
}
