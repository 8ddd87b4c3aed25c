package dev.sluice.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.NotAFile;
import dev.sluice.store.ContentReader;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryStoreStrictnessTest {

  private final MemoryStore store = MemoryStore.named("strict");

  private Entry entry(String key) throws StoreException, InterruptedException {
    return store.find(Key.of(key)).orElseThrow();
  }

  @Test
  void what_is_not_closed_is_known_with_the_place_where_it_was_opened() throws Exception {
    store.put("a", "content");
    ContentReader reader = store.open(entry("a"));
    EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING);
    assertThat(store.openHandles()).hasSize(2);
    assertThat(store.openHandles())
        .allMatch(handle ->
            java.util.Arrays.stream(handle.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
    reader.close();
    cursor.close();
    assertThat(store.openHandles()).isEmpty();
  }

  @Test
  void a_cursor_that_two_threads_use_at_once_fails() throws Exception {
    store.put("a", "content");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    store.setHook((_, _) -> {
      inside.countDown();
      try {
        leave.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING);
        WorkerGroup group = WorkerGroup.ofVirtual("first")) {
      group.fork(cursor::next);
      inside.await();
      assertThatThrownBy(cursor::next).hasMessageContaining("two threads");
      leave.countDown();
      group.join();
    }
  }

  @Test
  void a_hook_makes_a_call_fail_or_changes_what_it_meets() throws Exception {
    store.put("a", "content");
    Entry listed = entry("a");
    store.setHook((operation, _) -> {
      if (operation == MemoryHook.Operation.READ) {
        store.put("a", "replaced");
      }
      if (operation == MemoryHook.Operation.CHECK) {
        throw new StoreException(Kind.NO_ROOT, "there is no such store");
      }
    });
    assertThatThrownBy(store::checkReadable).hasMessage("there is no such store");
    try (ContentReader reader = store.open(listed)) {
      assertThatThrownBy(() -> reader.read(0, new byte[7], 0, 7))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
    }
  }

  @Test
  void what_is_only_shown_is_listed_and_is_no_entry() throws Exception {
    NotAFile link = new NotAFile(Key.of("link"), NotAFile.Reason.SYMBOLIC_LINK);
    store.show(link);
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isEqualTo(link);
    }
    assertThat(store.find(link.key())).isEmpty();
  }

  @Test
  void stores_of_different_services_do_not_copy_from_each_other() throws Exception {
    store.put("a", "content");
    MemoryStore other = new MemoryStore(MemoryOptions.named("strict").withService("another"));
    MemoryStore sibling = MemoryStore.named("sibling");
    assertThat(other.canCopy(store.copySource(entry("a")))).isFalse();
    assertThat(sibling.canCopy(store.copySource(entry("a")))).isTrue();
  }
}
