package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.Attributes;
import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoreException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What every [ServerCopy] does; a store without one has nothing to show here.
public abstract class ServerCopyContract extends LeftoversContract {

  private static ServerCopy copies(Store store) {
    ServerCopy copies = store.serverCopy().orElse(null);
    assumeTrue(copies != null, "this kind of store makes no copies");
    return Objects.requireNonNull(copies);
  }

  private CopySource handle(Store source, String key, Store target) throws Exception {
    assumeTrue(copiesBetweenStores(), "it copies what is its own alone");
    CopySource handle = copies(source).copySource(entry(source, key));
    assertThat(copies(target).canCopy(handle)).as("of one service").isTrue();
    return handle;
  }

  private static WriteSpec spec(WriteCondition condition, String key) {
    return new WriteSpec(Key.of(key), "copied".length(), Fingerprint.UNREAD, condition);
  }

  @Test
  void copies_are_made_within_the_service_and_keep_what_goes_with_the_content() throws Exception {
    with(source ->
        with(target -> {
          write(source, "a/from", "content");
          CopySource handle = handle(source, "a/from", target);
          StoredContent written =
              copies(target).copy(handle, new WriteSpec(Key.of("b/to"), 7, Fingerprint.UNREAD));
          assertThat(entry(target, "b/to").etag()).isEqualTo(written.etag());
          assertThat(text(target, "b/to")).isEqualTo("content");
          try (ContentReader from = source.open(entry(source, "a/from"));
              ContentReader to = target.open(entry(target, "b/to"))) {
            assertThat(to.attributes()).isEqualTo(from.attributes());
          }
        }));
  }

  @Test
  void a_copy_of_what_has_changed_is_refused() throws Exception {
    with(source ->
        with(target -> {
          write(source, "a", "content");
          CopySource handle = handle(source, "a", target);
          write(source, "a", "changed since");
          WriteSpec spec = new WriteSpec(Key.of("b"), 7, Fingerprint.UNREAD);
          failure(() -> copies(target).copy(handle, spec), Kind.CHANGED);
          if (heedsCopyConditions()) {
            assertThat(keys(target)).isEmpty();
          }
        }));
  }

  @Test
  void a_copy_of_what_has_gone_is_refused_as_that() throws Exception {
    with(source ->
        with(target -> {
          write(source, "a", "content");
          CopySource handle = handle(source, "a", target);
          assertThat(source.delete(List.of(entry(source, "a")))).isEmpty();
          WriteSpec spec = new WriteSpec(Key.of("b"), 7, Fingerprint.UNREAD);
          failure(() -> copies(target).copy(handle, spec), Kind.NOT_FOUND);
          assertThat(keys(target)).isEmpty();
        }));
  }

  @Test
  void a_copy_is_made_only_where_its_condition_still_holds() throws Exception {
    with(store -> {
      write(store, "from", "copied");
      ServerCopy copies = copies(store);
      assumeTrue(heedsConditionsOfCopies(store), "it copies on condition");
      CopySource source = copies.copySource(entry(store, "from"));
      copies.copy(source, spec(WriteCondition.ABSENT, "new"));
      assertThat(text(store, "new")).isEqualTo("copied");
      write(store, "a", "listed");
      WriteCondition condition = WriteCondition.over(entry(store, "a"));
      write(store, "a", "somebody else's");
      failure(() -> copies.copy(source, spec(condition, "a")), Kind.CONFLICT);
      failure(() -> copies.copy(source, spec(WriteCondition.ABSENT, "a")), Kind.CONFLICT);
      assertThat(text(store, "a")).isEqualTo("somebody else's");
      write(store, "from", "changed");
      failure(() -> copies.copy(source, spec(WriteCondition.ABSENT, "b")), Kind.CHANGED);
    });
  }

  private static final Attributes OWN =
      new Attributes(
          Instant.parse("2001-02-03T04:05:06Z"),
          new ContentHeaders("text/x-own", null, null, null, null, null),
          Map.of("own", "yes"));

  @Test
  void a_copy_of_the_content_alone_has_what_is_its_own_and_nothing_of_its_source()
      throws Exception {
    with(store -> {
      write(store, "from.html", "content");
      ServerCopy copies = copies(store);
      CopySource source = copies.copySource(entry(store, "from.html"));
      StoredContent made =
          copies.copyContent(source, new WriteSpec(Key.of("to.txt"), 7, Fingerprint.UNREAD), OWN);
      assertThat(text(store, "to.txt")).isEqualTo("content");
      assertThat(entry(store, "to.txt").etag()).isEqualTo(made.etag());
      try (ContentReader to = store.open(entry(store, "to.txt"))) {
        assertThat(to.attributes().modifiedTime()).isEqualTo(OWN.modifiedTime());
        if (!store.properties().fileSystem()) { // a file has no more than its time
          assertThat(to.attributes().headers().contentType()).isEqualTo("text/x-own");
          assertThat(to.attributes().userMetadata()).isEqualTo(OWN.userMetadata());
        }
      }
    });
  }

  @Test
  void so_it_is_made_only_of_what_was_listed() throws Exception {
    with(store -> {
      write(store, "a", "content");
      ServerCopy copies = copies(store);
      CopySource source = copies.copySource(entry(store, "a"));
      write(store, "a", "changed since");
      WriteSpec spec = new WriteSpec(Key.of("b"), 7, Fingerprint.UNREAD);
      if (heedsCopyConditions()) {
        failure(() -> copies.copyContent(source, spec, OWN), Kind.CHANGED);
        assertThat(keys(store)).containsExactly("a");
      } else { // then what it says of the copy tells that it is another content
        assertThat(copies.copyContent(source, spec, OWN).etag())
            .isEqualTo(entry(store, "a").etag());
      }
    });
  }

  @Test
  void nor_of_what_has_gone() throws Exception {
    with(store -> {
      write(store, "d/a", "content");
      ServerCopy copies = copies(store);
      CopySource source = copies.copySource(entry(store, "d/a"));
      assertThat(store.delete(List.of(entry(store, "d/a")))).isEmpty();
      WriteSpec spec = new WriteSpec(Key.of("b"), 7, Fingerprint.UNREAD);
      failure(() -> copies.copyContent(source, spec, OWN), Kind.NOT_FOUND);
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void it_takes_the_place_of_what_was_there() throws Exception {
    with(store -> {
      write(store, "from", "content");
      write(store, "d/to", "what was there");
      ServerCopy copies = copies(store);
      copies.copyContent(
          copies.copySource(entry(store, "from")),
          new WriteSpec(Key.of("d/to"), 7, Fingerprint.UNREAD),
          OWN);
      assertThat(text(store, "d/to")).isEqualTo("content");
      assertThat(text(store, "from")).isEqualTo("content");
      assertThat(keys(store)).containsExactly("d/to", "from");
    });
  }

  @Test
  void a_content_of_any_length_is_copied_whole() throws Exception {
    with(store -> {
      for (int bytes : new int[] {1, 300_000, 1_000_001}) {
        byte[] content = BytesSource.randomBytes(bytes, bytes);
        write(store, Key.of("from"), BytesSource.of(content));
        ServerCopy copies = copies(store);
        copies.copyContent(
            copies.copySource(entry(store, "from")),
            new WriteSpec(Key.of("to"), bytes, Fingerprint.UNREAD),
            OWN);
        assertThat(content(store, entry(store, "to"))).isEqualTo(content);
      }
    });
  }
}
