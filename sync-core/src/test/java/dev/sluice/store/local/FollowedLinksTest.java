package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where links are followed, those that were followed when they were listed are, to where they led
/// then, and no others.
@Timeout(60)
class FollowedLinksTest extends LocalTestBase {

  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  /// A folder outside of the root that a link in it leads to, and one that nobody meant.
  private Path meant;

  private Path victim;

  @BeforeEach
  void prepare() throws Exception {
    meant = Files.createDirectories(outside.resolve("meant"));
    victim = Files.createDirectories(outside.resolve("victim"));
    Files.createDirectories(root());
    for (Path folder : new Path[] {meant, victim}) {
      Files.createDirectory(folder.resolve("e"));
      for (String name : new String[] {"x", "e/y"}) {
        Files.writeString(folder.resolve(name), folder.equals(meant) ? "meant!" : "secret");
        Files.setLastModifiedTime(folder.resolve(name), TIME);
      }
    }
    Files.createDirectory(root().resolve("d"));
    Files.createSymbolicLink(root().resolve("d/l"), meant);
  }

  private static Entry listed(Store store, String key) throws Exception {
    return listAll(store).stream()
        .filter(Entry.class::isInstance)
        .map(Entry.class::cast)
        .filter(entry -> entry.key().value().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static void replaceByLink(Path path, Path target) throws IOException {
    Files.move(path, path.resolveSibling(path.getFileName() + ".moved"));
    Files.createSymbolicLink(path, target);
  }

  @Test
  void what_followed_links_lead_to_is_read() throws Exception {
    Files.createDirectories(outside.resolve("further/f"));
    Files.writeString(outside.resolve("further/f/z"), "further");
    Files.createSymbolicLink(meant.resolve("e/m"), outside.resolve("further"));
    Files.createSymbolicLink(meant.resolve("e/file"), victim.resolve("x"));
    try (Store store = following()) {
      assertThat(keys(store)).containsExactly("d/l/e/file", "d/l/e/m/f/z", "d/l/e/y", "d/l/x");
      assertThat(text(store, "d/l/x")).isEqualTo("meant!");
      assertThat(text(store, "d/l/e/y")).isEqualTo("meant!");
      assertThat(text(store, "d/l/e/m/f/z")).isEqualTo("further");
      assertThat(text(store, "d/l/e/file")).isEqualTo("secret"); // listed as a link, and followed
      assertThat(store.find(Key.of("d/l/e/m/f/z"))).isPresent();
    }
  }

  @Test
  void a_followed_link_that_leads_elsewhere_by_now_is_refused() throws Exception {
    try (Store store = following()) {
      Entry x = listed(store, "d/l/x");
      Entry y = listed(store, "d/l/e/y");
      Files.delete(root().resolve("d/l"));
      Files.createSymbolicLink(root().resolve("d/l"), victim);
      failure(() -> content(store, x), Kind.REFUSED);
      failure(() -> content(store, y), Kind.REFUSED);
    }
  }

  @Test
  void a_link_in_the_place_of_a_listed_directory_is_refused_though_links_are_followed()
      throws Exception {
    file("g/x");
    Files.writeString(root().resolve("g/x"), "public");
    Files.setLastModifiedTime(root().resolve("g/x"), TIME);
    try (Store store = following()) {
      Entry x = listed(store, "g/x");
      Entry y = listed(store, "d/l/e/y");
      replaceByLink(root().resolve("g"), victim);
      failure(() -> content(store, x), Kind.REFUSED);
      replaceByLink(meant.resolve("e"), victim.resolve("e"));
      failure(() -> content(store, y), Kind.REFUSED);
      failure(() -> store.find(Key.of("d/l/e/y")), Kind.OTHER);
    }
  }

  @Test
  void a_directory_that_becomes_a_link_while_it_is_listed_is_not_entered() throws Exception {
    file("g/x");
    Prune swapping =
        directory -> {
          try {
            if (directory.equals("g/")) {
              replaceByLink(root().resolve("g"), victim);
            }
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try (Store store = following()) {
      assertThat(keysPruned(store, swapping)).contains("d/l/x", "g/").doesNotContain("g/x");
    }
  }

  @Test
  void a_link_that_is_pointed_elsewhere_while_it_is_listed_is_not_entered() throws Exception {
    Prune swapping =
        directory -> {
          try {
            if (directory.equals("d/l/")) {
              Files.delete(root().resolve("d/l"));
              Files.createSymbolicLink(root().resolve("d/l"), victim);
            }
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try (Store store = following()) {
      assertThat(keysPruned(store, swapping)).containsExactly("d/l/");
    }
  }
}
