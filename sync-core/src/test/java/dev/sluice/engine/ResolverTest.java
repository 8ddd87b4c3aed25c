package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.location.MemScheme;
import dev.sluice.location.Schemes;
import dev.sluice.location.StoreOpener;
import dev.sluice.model.Comparison;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Place;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalScheme;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of `docs/paths.md`, for a kind of store that the resolver has never heard of:
/// `mem://name/key`.
final class ResolverTest implements StoreOpener {

  /// Which doubts some names.
  private static final class AmbiguousScheme extends MemScheme {
    @Override
    public @Nullable Ambiguity ambiguity(Location source, Location destination) {
      String name = destination.authority();
      return name.startsWith("doubted")
          ? new Ambiguity("did you mean  ./" + name + "  ?", name.equals("doubted-much"))
          : null;
    }
  }

  /// A store that is known to be open until it is closed.
  private final class Opened extends ForwardingStore {
    private final Location root;

    Opened(Store inner, Location root) {
      super(inner);
      this.root = root;
      open.add(this);
    }

    @Override
    public void checkReadable() throws StoreException, InterruptedException {
      super.checkReadable();
      if (root.authority().equals("unreadable")) {
        throw new StoreException(Kind.NO_ROOT, root.text() + ": there is no such store");
      }
    }

    @Override
    public Place place() throws StoreException, InterruptedException {
      if (root.authority().equals("nowhere")) {
        throw new StoreException(Kind.OTHER, root.text() + ": it is not known where that is");
      }
      return super.place();
    }

    @Override
    public void close() {
      assertThat(open.remove(this)).as("closed once").isTrue();
      super.close();
    }
  }

  private final Schemes schemes = new Schemes(List.of(new LocalScheme(), new AmbiguousScheme()));
  private final Resolver resolver = new Resolver(schemes, this);
  private final BlockingIo io = new BlockingIo("files", 2);

  /// Contents by whole addresses without `mem://`.
  private final Map<String, String> contents = new TreeMap<>();

  private final Map<String, MemoryStore> written = new HashMap<>();

  private final Set<Store> open = new HashSet<>();
  private int openings;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void aFolderAndEntries() throws IOException {
    Files.createDirectories(folder.resolve("dir/sub"));
    Files.writeString(folder.resolve("dir/a"), "1");
    Files.writeString(folder.resolve("dir/sub/b"), "22");
    contents.putAll(Map.of("c/p/a", "1", "c/p/sub/b", "22", "c/p-other/x", "never"));
  }

  @AfterEach
  void nothing_is_left_open() {
    io.close();
    assertThat(open).isEmpty();
  }

  @Override
  public Store open(Location root, Side side) throws UsageException, StoreException {
    openings++;
    if (root.isLocal()) {
      LocalOptions options =
          switch (side) {
            case SOURCE -> LocalOptions.SOURCE;
            case DESTINATION -> LocalOptions.DESTINATION;
          };
      return new Opened(LocalStore.open(LocalScheme.path(root), options, io, io), root);
    }
    String prefix = root.authority() + "/" + root.path();
    String slashed = prefix.endsWith("/") ? prefix : prefix + "/";
    MemoryStore store = MemoryStore.named(slashed.substring(0, slashed.length() - 1));
    contents.forEach((address, content) -> {
      if (address.startsWith(slashed)) {
        store.put(address.substring(slashed.length()), content);
      }
    });
    if (side == Side.DESTINATION) {
      written.put(slashed, store);
    }
    return new Opened(store, root);
  }

  private Location location(String text) throws UsageException {
    return schemes.parse(text.replace("@", folder.toString()));
  }

  private void sync(String source, String destination) throws Exception {
    try (SidePair pair = resolver.resolve(location(source), location(destination))) {
      SyncReport report =
          new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
              .run(
                  new SyncRequest(
                      pair.source(),
                      pair.target(),
                      new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF),
                      KeyFilter.EVERYTHING,
                      EngineHarness.SMALL),
                  new RunObserver() {},
                  new Cancellation());
      assertThat(report.status()).isEqualTo(RunStatus.OK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "@/dir/, mem://b/q/, b/q/a b/q/sub/b",
    "@/dir, mem://b/q/, b/q/dir/a b/q/dir/sub/b",
    "@/dir/, mem://b, b/a b/sub/b",
    "@/dir, mem://b, b/dir/a b/dir/sub/b",
    "@/dir/., mem://b/q/, b/q/a b/q/sub/b",
    "@/dir/a, mem://b/q/, b/q/a",
    "@/dir/a, mem://b/q/key, b/q/key",
    "@/dir/a, mem://b, b/a",
    "mem://c/p/, mem://b/q/, b/q/a b/q/sub/b",
    "mem://c/p, mem://b/q/, b/q/p/a b/q/p/sub/b",
    "mem://c/p/sub/b, mem://b/q/, b/q/b",
    "mem://c/p/sub/b, mem://b/q/k, b/q/k",
    "MEM://c, mem://b, b/p-other/x b/p/a b/p/sub/b"
  })
  void what_goes_to_an_unheard_of_store_lands_where_the_slashes_say(
      String source, String destination, String addresses) throws Exception {
    sync(source, destination);

    assertThat(written).hasSize(1);
    written.forEach((prefix, store) ->
        assertThat(store.keys().stream().map(prefix::concat))
            .containsExactly(addresses.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "mem://c/p/, @/out/, out/a out/sub/b",
    "mem://c/p, @/out/, out/p/a out/p/sub/b",
    "mem://c/p/sub/b, @/out/, out/b",
    "mem://c/p/sub/b, @/one, one",
    "mem://c, @/out, out/p-other/x out/p/a out/p/sub/b"
  })
  void what_comes_from_one_lands_where_the_slashes_say(
      String source, String destination, String files) throws Exception {
    sync(source, destination);

    for (String file : files.split(" ", -1)) {
      assertThat(folder.resolve(file)).isRegularFile();
    }
    assertThat(written).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "@/dir, mem://b/q, must end in a slash: did you mean",
    "@/dir/, mem://b/q, must end in a slash: did you mean",
    "mem://c/p, mem://b/q, must end in a slash: did you mean",
    "@/dir/a/, mem://b/q/, is a file; write it without the slash",
    "mem://c/p/, @/dir/a, is a file; a directory cannot be synced onto it",
    "mem://c/p/, mem://c/p/, overlap",
    "mem://c/p/, mem://c/p/sub/, overlap",
    "mem://c/p/sub/, mem://c/p/, overlap",
    "mem://c/p/a, mem://c/p/a, overlap",
    "mem://c/p/a, mem://c/p/, overlap",
    "mem://c/two, @/out/, mem://c/two is an object and a prefix too; write mem://c/two/ for",
    "other://host/x, mem://b, locations are local paths and mem://name/prefix/; other:// is not"
  })
  void what_makes_no_sense_is_refused(String source, String destination, String message) {
    contents.put("c/two", "1");
    contents.put("c/two/x", "1");

    assertThatThrownBy(() -> sync(source, destination))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "mem://c/p/su, no object at or under mem://c/p/su; there is mem://c/p/sub/",
    "mem://c/p/a/, ; there is mem://c/p/a",
    "mem://c/p/*, write mem://c/p/ for all that is there"
  })
  void where_there_is_nothing_it_says_what_is_near(String source, String message) {
    assertThatThrownBy(() -> sync(source, "@/out/"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message);
  }

  @Test
  void one_is_opened_for_reading_or_to_be_cleaned_too() throws Exception {
    try (Store tree = resolver.resolveForReading(location("mem://c/p"));
        Store single = resolver.resolveForReading(location("mem://c/p/a"));
        Store empty = resolver.resolvePlace(location("mem://nothing/here"))) {
      assertThat(tree.describe(null)).endsWith("c/p/");
      assertThat(single.describe(null)).endsWith("c/p/a");
      assertThat(empty.describe(null)).endsWith("nothing/here/");
    }
  }

  @Test
  void one_entry_may_be_written_below_its_own_name_where_names_are_but_keys() throws Exception {
    sync("mem://c/p/a", "mem://c/p/a/x");

    assertThat(written).containsOnlyKeys("c/p/a/");
    assertThat(written.values()).flatExtracting(MemoryStore::keys).containsExactly("x");
  }

  @Test
  void a_destination_that_was_surely_meant_otherwise_is_refused_before_anything_is_opened()
      throws Exception {
    assertThatThrownBy(() -> sync("mem://c/p/", "mem://doubted-much/"))
        .isInstanceOf(UsageException.class)
        .hasMessage("did you mean  ./doubted-much  ?");
    assertThat(openings).isZero();
    assertThat(ambiguity("mem://doubted-much/")).as("it is an error, and no doubt").isNull();
  }

  private @Nullable String ambiguity(String destination) throws Exception {
    return Resolver.ambiguity(schemes, location("mem://c/p/"), location(destination));
  }

  @Test
  void one_that_was_perhaps_meant_otherwise_is_taken_as_it_is_and_can_be_asked_about()
      throws Exception {
    sync("mem://c/p/", "mem://doubted/");
    assertThat(written).containsOnlyKeys("doubted/");
    assertThat(ambiguity("mem://doubted/")).isEqualTo("did you mean  ./doubted  ?");
    assertThat(ambiguity("mem://b/")).isNull();
  }

  @Test
  void a_destination_that_cannot_be_made_has_to_be_there() {
    assertThatThrownBy(() -> sync("mem://c/p/", "mem://unreadable/"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no such store");
  }

  @Test
  void where_a_side_is_must_be_known() {
    for (String destination : List.of("mem://nowhere/", "mem://nowhere/x")) {
      assertThatThrownBy(() -> sync("mem://c/p/a", destination))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("not known where");
    }
  }
}
