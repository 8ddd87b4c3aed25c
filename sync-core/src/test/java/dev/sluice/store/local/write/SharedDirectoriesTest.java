package dev.sluice.store.local.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.FakeTime;
import dev.sluice.store.local.root.RootOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDirectoriesTest {

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private final AtomicInteger opened = new AtomicInteger();

  private SharedDirectories shared() {
    return new SharedDirectories(
        _ -> {
          opened.incrementAndGet();
          return RootOpener.SYSTEM.open(folder);
        },
        time);
  }

  @Test
  void a_directory_is_open_once_for_all_who_use_it_and_closed_with_the_last() throws Exception {
    SharedDirectories shared = shared();
    SharedDirectories.Lease first = shared.lease("a");
    SharedDirectories.Lease second = shared.lease("a");
    assertThat(second.directory()).isSameAs(first.directory());
    first.close();
    first.close();
    assertThat(second.directory().facts().isDirectory()).isTrue();
    second.close();
    assertThatThrownBy(() -> second.directory().facts()).isInstanceOf(Exception.class);
    shared.lease("a").close();
    assertThat(opened).hasValue(2);
  }

  @Test
  void a_directory_is_opened_anew_when_a_second_has_gone_by() throws Exception {
    SharedDirectories shared = shared();
    try (SharedDirectories.Lease first = shared.lease("a")) {
      time.advance(Duration.ofSeconds(1));
      try (SharedDirectories.Lease second = shared.lease("a")) {
        assertThat(second.directory()).isNotSameAs(first.directory());
      }
      assertThat(first.directory().facts().isDirectory()).isTrue();
    }
  }

  @Test
  void a_directory_that_was_given_up_is_opened_anew() throws Exception {
    SharedDirectories shared = shared();
    try (SharedDirectories.Lease first = shared.lease("a")) {
      first.giveUp();
      try (SharedDirectories.Lease second = shared.lease("a")) {
        assertThat(second.directory()).isNotSameAs(first.directory());
      }
    }
  }
}
