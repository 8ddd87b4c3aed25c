package dev.sluice.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.location.Scheme.EntryPlace;
import dev.sluice.location.Scheme.Found;
import dev.sluice.model.Key;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a location means where names are but keys: `mem://bucket/key`.
class ObjectStoreSchemeTest implements StoreOpener {

  private final MemScheme scheme = new MemScheme();
  private final Set<String> keys = new TreeSet<>(Set.of("p/a", "p/sub/b", "p-other/x"));
  private final Set<Store> open = new HashSet<>();
  private MemoryHook hook = MemoryHook.NONE;
  private @Nullable Location unlistable;

  @AfterEach
  void nothing_is_left_open() {
    assertThat(open).isEmpty();
  }

  /// A store over what lies under an address.
  private final class Root extends ForwardingStore {
    Root(Store inner) {
      super(inner);
      open.add(this);
    }

    @Override
    public void close() {
      assertThat(open.remove(this)).as("closed once").isTrue();
      super.close();
    }
  }

  @Override
  public Store open(Location root, Side side) {
    assertThat(side).isEqualTo(Side.SOURCE);
    String path = root.path();
    String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    MemoryStore store = MemoryStore.named(root.authority() + "/" + prefix);
    keys.stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> store.put(key.substring(prefix.length()), "1"));
    store.setHook((operation, key) -> {
      if (operation == Operation.LIST && root.equals(unlistable)) {
        throw new StoreException(Kind.DENIED, "list " + root.text() + ": no permission");
      }
      hook.before(operation, key);
    });
    return new Root(store);
  }

  private static Location location(String path) {
    return new Location("mem", "bucket", path);
  }

  private String found(String path) throws Exception {
    Found found = scheme.find(location(path), this);
    try (Store root = found.root()) {
      assertThat(open).as("what is given is all that is open").hasSize(1);
      return switch (found) {
        case Found.Tree(_, String name) -> "tree " + name + " at " + root.describe(null);
        case Found.Single(_, Key key, String name) ->
            "entry " + key.value() + " named " + name + " in " + root.describe(null);
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', tree  at memory://bucket//",
    "p/, tree  at memory://bucket/p//",
    "p, tree p at memory://bucket/p//",
    "p/sub, tree sub at memory://bucket/p/sub//",
    "p/a, entry a named a in memory://bucket/p//",
    "p/sub/b, entry b named b in memory://bucket/p/sub//"
  })
  void the_slash_and_what_is_there_tell_an_entry_from_a_tree(String path, String meaning)
      throws Exception {
    assertThat(found(path)).isEqualTo(meaning);
  }

  @Test
  void a_whole_bucket_may_be_empty_and_a_prefix_may_not() throws Exception {
    keys.clear();
    assertThat(found("")).isEqualTo("tree  at memory://bucket//");
    assertThatThrownBy(() -> found("p/"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ROOT));
  }

  @Test
  void what_is_both_an_entry_and_a_tree_is_not_guessed_at() {
    keys.add("p/sub");
    assertThatThrownBy(() -> found("p/sub"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "mem://bucket/p/sub is an object and a prefix too; write mem://bucket/p/sub/ for what"
                + " is under it");
  }

  @ParameterizedTest
  @CsvSource({
    "x, ''",
    "p/su, ; there is mem://bucket/p/sub/",
    "p/s/, ; there is mem://bucket/p/sub/",
    "p/a/, ; there is mem://bucket/p/a",
    "p/a//, ; there is mem://bucket/p/a",
    "p/b, ''",
    "/, ''",
    "p/*, '; * stands for itself in a location: write mem://bucket/p/ for all that is there, and"
        + " --exclude and --include for some of it'",
    "*, '; * stands for itself in a location: write mem://bucket/ for all that is there, and"
        + " --exclude and --include for some of it'",
    "p*x/y, '; * stands for itself in a location: write mem://bucket/ for all that is there, and"
        + " --exclude and --include for some of it'"
  })
  void where_nothing_is_it_says_what_begins_alike(String path, String nearby) {
    assertThatThrownBy(() -> found(path))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ROOT))
        .hasMessage(
            "no such source: there is no object at or under " + location(path).text() + nearby);
  }

  @Test
  void of_much_that_begins_alike_three_are_named_each_folder_once() {
    keys.addAll(Set.of("q1/a", "q1/b", "q2", "q3/a/b", "q4"));
    assertThatThrownBy(() -> found("q"))
        .hasMessageEndingWith("; there is mem://bucket/q1/, mem://bucket/q2, mem://bucket/q3/");
  }

  @Test
  void a_thousand_keys_are_read_for_a_suggestion_and_no_more() {
    for (int i = 0; i < 1000; i++) {
      keys.add("q1/%04d".formatted(i));
    }
    keys.add("q2");
    assertThatThrownBy(() -> found("q"))
        .hasMessageEndingWith("under mem://bucket/q; there is mem://bucket/q1/");
    keys.remove("q1/0999");
    assertThatThrownBy(() -> found("q"))
        .hasMessageEndingWith("; there is mem://bucket/q1/, mem://bucket/q2");
  }

  @Test
  void that_nothing_near_can_be_listed_is_no_second_error() {
    keys.add("nearby");
    unlistable = location("");
    assertThatThrownBy(() -> found("near"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ROOT))
        .hasMessage("no such source: there is no object at or under mem://bucket/near");
  }

  @Test
  void whatever_fails_on_the_way_leaves_no_store_open() {
    for (Operation failing : new Operation[] {Operation.CHECK, Operation.FIND, Operation.LIST}) {
      hook =
          (operation, _) -> {
            if (operation == failing) {
              throw new StoreException(Kind.DENIED, "no permission to " + failing);
            }
          };
      assertThatThrownBy(() -> found("p/a")).hasMessage("no permission to " + failing);
      assertThat(open).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"'', '', ''", "'', d/, d/", "p/, '', p/", "p/, d/, p/d/", "p, '', p/", "p, d/, p/d/"})
  void a_tree_lands_below_its_destination_whether_that_ends_in_a_slash_or_not(
      String destination, String below, String path) {
    assertThat(scheme.treeAt(location(destination), below)).isEqualTo(location(path));
  }

  @ParameterizedTest
  @CsvSource({"'', '', name", "p/, p/, name", "p, '', p", "p/q, p/, q", "p/q/, p/q/, name"})
  void an_entry_gets_its_own_name_below_a_slash_and_the_destinations_name_otherwise(
      String destination, String parent, String key) {
    assertThat(scheme.entryAt(location(destination), "name", this))
        .isEqualTo(new EntryPlace(location(parent), Key.of(key)));
    assertThat(scheme.hasDirectories()).isFalse();
  }
}
