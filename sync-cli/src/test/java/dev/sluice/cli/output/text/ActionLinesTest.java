package dev.sluice.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunInfo;
import dev.sluice.store.StoredContent;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Method;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActionLinesTest {

  private final ActionLines lines =
      new ActionLines(
          new RunInfo(
              "run",
              Instant.EPOCH,
              new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF),
              key -> "s3://b/" + key,
              key -> "/data/" + key),
          Route.DOWNLOAD);

  private String line(Method method) {
    Copied copied =
        new Copied(
            Entry.ofFile(Key.of("new"), 3, Instant.EPOCH),
            CopyReason.NEW,
            method,
            true,
            Duration.ZERO,
            StoredContent.NOTHING_SAID,
            Key.of("old"),
            null);
    return lines.of(copied).orElseThrow();
  }

  @Test
  void of_what_was_copied_in_a_folder_both_names_there_are_said_and_how() {
    assertThat(line(Method.LOCAL_COPY))
        .isEqualTo("local copy: '/data/old' -> '/data/new' (3 bytes, new)");
    assertThat(line(Method.REFLINK))
        .isEqualTo("reflink: '/data/old' -> '/data/new' (3 bytes, new)");
  }
}
