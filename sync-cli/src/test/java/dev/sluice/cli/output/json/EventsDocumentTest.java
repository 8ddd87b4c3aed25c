package dev.sluice.cli.output.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/json-events.md` names what programs may meet.
class EventsDocumentTest {

  @Test
  void every_kind_of_failure_is_named() throws IOException {
    String document = Files.readString(Path.of("../docs/json-events.md"));
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(document).contains("`" + name + "`");
    }
  }
}
