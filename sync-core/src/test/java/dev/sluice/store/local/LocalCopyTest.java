package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CachePlace;
import dev.sluice.cache.CacheRules;
import dev.sluice.cache.HashCache;
import dev.sluice.cache.HashMemory;
import dev.sluice.flow.Time;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import dev.sluice.store.BytesSource;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A file that gets the content of another one beneath the same root.
///
/// `-Dsluice.reflinks=FOLDER` names a folder on a file system that shares extents (btrfs, xfs).
class LocalCopyTest extends LocalTestBase {

  private static final Instant OWN_TIME = Instant.parse("2001-02-03T04:05:06Z");
  private static final Time LATER = ahead(Duration.ofHours(1));
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final List<AutoCloseable> open = new ArrayList<>();
  private Path home = Path.of(".");

  @BeforeEach
  void makeRoot() throws IOException {
    String reflinks = System.getProperty("sluice.reflinks");
    home =
        reflinks == null ? outside : Files.createTempDirectory(Path.of(reflinks), "sluice-copies");
    Files.createDirectories(root());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    TestTree.remove(home);
  }

  @Override
  protected Path root() {
    return home.resolve("root");
  }

  private HashCache cache() throws IOException {
    HashCache cache =
        HashCache.open(
            CachePlace.of(home.resolve("caches"), root().toRealPath()),
            new CacheRules(CacheCheck.STRICT, MARGIN, 0),
            "",
            home,
            LATER);
    open.add(cache);
    return cache;
  }

  private LocalStore store(HashMemory hashes) throws Exception {
    LocalOptions options = new LocalOptions(false, true, false, LATER).withHashes(hashes);
    LocalStore store = open(options);
    open.add(store);
    return store;
  }

  private LocalStore store() throws Exception {
    return store(cache());
  }

  private static Md5Value md5(byte[] content) {
    return Md5Value.of(content, 0, content.length);
  }

  private Path make(String name, byte[] content) throws IOException {
    Path file = root().resolve(name);
    Files.createDirectories(parent(file));
    return Files.write(file, content);
  }

  /// Makes a file of which a run has remembered what is in it.
  private Path remembered(String name, byte[] content) throws Exception {
    Path file = make(name, content);
    try (HashCache cache =
            HashCache.open(
                CachePlace.of(home.resolve("caches"), root().toRealPath()),
                new CacheRules(CacheCheck.STRICT, MARGIN, 0),
                "",
                home,
                LATER);
        LocalStore store = open(new LocalOptions(false, true, false, LATER).withHashes(cache));
        var reader = store.open(entry(store, name))) {
      byte[] read = new byte[content.length];
      reader.read(0, read, 0, read.length);
      reader.verifyUnchanged();
      reader.remember(new Remembered(md5(read)));
    }
    return file;
  }

  private static Entry twin(String key, byte[] content) {
    return Entry.ofObject(Key.of(key), content.length, Instant.EPOCH, md5(content).hex(), null);
  }

  private static StoredContent copy(Store store, Entry from, String to) throws Exception {
    ServerCopy copies = store.serverCopy().orElseThrow();
    return copies.copyContent(
        copies.copySource(from),
        new WriteSpec(Key.of(to), from.sizeBytes(), Fingerprint.UNREAD),
        Attributes.ofFile(OWN_TIME));
  }

  private void assertRefused(Kind kind, Store store, Entry from) throws IOException {
    assertThatThrownBy(() -> copy(store, from, "copies/to"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    assertThat(root().resolve("copies/to")).doesNotExist();
    try (Stream<Path> left = Files.walk(root())) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.contains(".sluice"));
    }
  }

  private static byte[] random(int bytes) {
    return BytesSource.randomBytes(bytes, bytes);
  }

  @Test
  void what_is_remembered_is_copied_whatever_its_length() throws Exception {
    for (int bytes : new int[] {1, 4096, 300_000, 8 << 20, (40 << 20) + 1}) {
      byte[] content = random(bytes);
      remembered("a/from", content);
      LocalStore store = store();
      assertThat(store.serverCopy().orElseThrow().knowsContents()).isTrue();
      copy(store, twin("a/from", content), "b/to" + bytes);
      assertThat(root().resolve("b/to" + bytes)).hasBinaryContent(content);
    }
  }

  @Test
  void it_has_its_own_time_and_mode() throws Exception {
    Path from = make("from", random(10));
    Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwxr-x--x"));
    remembered("from", random(10));
    Path replaced = make("replaced", random(5));
    Files.setPosixFilePermissions(replaced, PosixFilePermissions.fromString("rw-r-----"));
    Path plain = make("plain", random(5));
    LocalStore store = store();
    for (String to : List.of("new", "replaced")) {
      copy(store, twin("from", random(10)), to);
      assertThat(Files.getLastModifiedTime(root().resolve(to)).toInstant()).isEqualTo(OWN_TIME);
    }
    assertThat(Files.getPosixFilePermissions(root().resolve("new")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(replaced)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void it_is_remembered_so_that_the_next_run_does_not_read_it() throws Exception {
    remembered("from", random(10));
    HashCache first = cache();
    StoredContent stored = copy(store(first), twin("from", random(10)), "to");
    first.close();
    LocalStore next = store();
    assertThat(entry(next, "to").fingerprint()).isEqualTo(new Remembered(md5(random(10))));
    FileStamp stamp = Objects.requireNonNull(stored.file()).stamp();
    assertThat(Objects.requireNonNull(stamp).sizeBytes()).isEqualTo(10);
    make("to", random(11));
    assertThat(entry(next, "to").fingerprint()).isEqualTo(Fingerprint.UNREAD);
  }

  @Test
  void one_whose_own_time_is_a_moment_ago_is_read_once_more() throws Exception {
    remembered("from", random(10));
    HashCache first = cache();
    ServerCopy copies = store(first).serverCopy().orElseThrow();
    copies.copyContent(
        copies.copySource(twin("from", random(10))),
        new WriteSpec(Key.of("to"), 10, Fingerprint.UNREAD),
        Attributes.ofFile(LATER.now()));
    first.close();
    assertThat(entry(store(), "to").fingerprint()).isEqualTo(Fingerprint.UNREAD);
  }

  @Test
  void what_is_not_remembered_is_not_copied() throws Exception {
    make("from", random(10));
    remembered("other", random(10));
    assertRefused(Kind.CHANGED, store(), twin("from", random(10)));
    assertRefused(Kind.CHANGED, store(HashMemory.NONE), twin("other", random(10)));
  }

  @Test
  void nor_what_has_another_digest_or_length() throws Exception {
    remembered("from", random(10));
    byte[] other = random(10);
    other[0]++;
    assertRefused(Kind.CHANGED, store(), twin("from", other));
    assertRefused(Kind.CHANGED, store(), twin("from", random(11)));
  }

  @Test
  void nor_what_was_changed_since_though_its_length_and_time_are_as_they_were() throws Exception {
    Path from = remembered("from", random(10));
    FileTime time = Files.getLastModifiedTime(from);
    byte[] other = random(10);
    other[0]++;
    Files.write(from, other);
    Files.setLastModifiedTime(from, time);
    assertRefused(Kind.CHANGED, store(), twin("from", random(10)));
  }

  /// A memory that lets something happen when it is asked, which is after a file was looked at.
  private static HashMemory meanwhile(HashMemory memory, Happening happens) {
    return (HashMemory)
        Proxy.newProxyInstance(
            HashMemory.class.getClassLoader(),
            new Class<?>[] {HashMemory.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(memory, arguments);
                if (method.getName().equals("recall")) {
                  happens.run();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @FunctionalInterface
  private interface Happening {
    void run() throws IOException;
  }

  @Test
  void nor_what_is_changed_while_it_is_copied() throws Exception {
    Path from = remembered("from", random(10));
    FileTime time = Files.getLastModifiedTime(from);
    Store store =
        store(
            meanwhile(
                cache(),
                () -> {
                  byte[] other = random(10);
                  other[0]++;
                  Files.write(from, other);
                  Files.setLastModifiedTime(from, time);
                }));
    assertRefused(Kind.CHANGED, store, twin("from", random(10)));
  }

  @Test
  void nor_what_is_cut_while_it_is_copied() throws Exception {
    Path from = remembered("from", random(300_000));
    Store store = store(meanwhile(cache(), () -> Files.write(from, random(20))));
    assertRefused(Kind.CHANGED, store, twin("from", random(300_000)));
  }

  @Test
  void what_is_gone_is_said_to_be_gone() throws Exception {
    Path from = remembered("d/from", random(10));
    Files.delete(from);
    assertRefused(Kind.NOT_FOUND, store(), twin("d/from", random(10)));
    Files.delete(parent(from));
    assertRefused(Kind.NOT_FOUND, store(), twin("d/from", random(10)));
    make("d", random(10));
    assertRefused(Kind.NOT_FOUND, store(), twin("d/from", random(10)));
  }

  @Test
  void nothing_is_copied_through_a_link() throws Exception {
    Path from = remembered("d/from", random(10));
    Path aside = home.resolve("aside");
    Files.move(from, aside);
    Files.createSymbolicLink(from, aside);
    assertRefused(Kind.CHANGED, store(), twin("d/from", random(10)));
    Files.delete(from);
    Files.move(aside, from);
    Files.move(parent(from), aside);
    Files.createSymbolicLink(parent(from), aside);
    assertRefused(Kind.CHANGED, store(), twin("d/from", random(10)));
  }

  @Test
  void what_this_run_has_written_is_copied_as_long_as_it_is_that() throws Exception {
    remembered("other", random(3));
    LocalStore store = store();
    for (int bytes : new int[] {10, 9 << 20}) {
      StoredContent stored = write(store, Key.of("from"), BytesSource.of(random(bytes)));
      FileStamp stamp = Objects.requireNonNull(Objects.requireNonNull(stored.file()).stamp());
      Entry from = Entry.ofObject(Key.of("from"), bytes, Instant.EPOCH, stamp.text(), null);
      copy(store, from, "to" + bytes);
      assertThat(root().resolve("to" + bytes)).hasBinaryContent(random(bytes));
      write(store, Key.of("from"), BytesSource.of(random(bytes)));
      assertRefused(Kind.CHANGED, store, from);
    }
  }

  @Test
  void holes_are_read_as_zeros() throws Exception {
    Path from = make("from", new byte[0]);
    try (RandomAccessFile file = new RandomAccessFile(from.toFile(), "rw")) {
      file.setLength(20 << 20);
      file.seek(10 << 20);
      file.write(random(10));
    }
    byte[] content = Files.readAllBytes(from);
    Files.delete(from);
    remembered("from", content);
    copy(store(), twin("from", content), "to");
    assertThat(root().resolve("to")).hasBinaryContent(content);
  }

  @Test
  void extents_are_shared_where_the_file_system_can() throws Exception {
    assumeTrue(System.getProperty("sluice.reflinks") != null, "no such file system was named");
    byte[] content = random(9 << 20);
    remembered("from", content);
    StoredContent stored = copy(store(), twin("from", content), "to");
    assertThat(Objects.requireNonNull(stored.file()).isReflink()).isTrue();
    Files.write(root().resolve("from"), random(10));
    assertThat(root().resolve("to")).hasBinaryContent(content);
  }

  @Test
  void where_it_cannot_the_content_is_copied_and_that_is_said() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "no file system of which it is known");
    TestTree.remove(home);
    home = Files.createTempDirectory(memory, "sluice-copies");
    Files.createDirectories(root());
    byte[] content = random(300_000);
    remembered("from", content);
    StoredContent stored = copy(store(), twin("from", content), "to");
    assertThat(Objects.requireNonNull(stored.file()).isReflink()).isFalse();
    assertThat(root().resolve("to")).hasBinaryContent(content);
  }
}
