package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.Difference;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.Refuse;
import dev.sluice.plan.Action.Skip;
import dev.sluice.plan.Action.SkipReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Entry ENTRY =
      Entry.ofFile(Key.of("d/é😀"), 7, Instant.ofEpochSecond(1_700_000_000, 123_456_789));
  private static final String ETAG = "0cc175b9c0f1b6a831c399e269772661";
  private static final Entry OBJECT = Entry.ofObject(Key.of("d/é😀"), 8, Instant.EPOCH, ETAG, null);

  private static Action plan(Difference difference) {
    return new Planner(true).plan(difference);
  }

  @Test
  void what_the_destination_lacks_or_has_in_another_size_is_copied() {
    assertThat(plan(new Difference.SourceOnly(ENTRY)))
        .isEqualTo(new Copy(ENTRY, null, CopyReason.NEW));
    assertThat(plan(new Difference.SizeDiffers(ENTRY, OBJECT)))
        .isEqualTo(new Copy(ENTRY, OBJECT, CopyReason.SIZE));
  }

  @Test
  void what_only_the_destination_has_is_deleted_only_if_deletion_is_on() {
    assertThat(plan(new Difference.TargetOnly(OBJECT))).isEqualTo(new Delete(OBJECT));
    assertThat(new Planner(false).plan(new Difference.TargetOnly(OBJECT)))
        .isEqualTo(new Skip(OBJECT.key(), SkipReason.NOT_DELETED, 8));
  }

  @Test
  void what_fingerprints_cannot_tell_is_compared() {
    assertThat(plan(new Difference.Unclear(ENTRY, OBJECT))).isEqualTo(new Compare(ENTRY, OBJECT));
  }

  @Test
  void what_needs_nothing_done_is_skipped_for_its_reason() {
    Key key = ENTRY.key();
    assertThat(plan(new Difference.Same(ENTRY, OBJECT, Evidence.ETAG)))
        .isEqualTo(new Skip(key, SkipReason.UP_TO_DATE, 7, Evidence.ETAG));
    assertThat(plan(new Difference.Excluded(key))).isEqualTo(new Skip(key, SkipReason.EXCLUDED, 0));
    assertThat(plan(new Difference.DirectoryMarker(key)))
        .isEqualTo(new Skip(key, SkipReason.DIRECTORY_MARKER, 0));
  }

  @Test
  void what_is_no_file_is_skipped_as_what_it_is() {
    for (NotAFile.Reason reason : NotAFile.Reason.values()) {
      assertThat(plan(new Difference.SourceNotAFile(new NotAFile(ENTRY.key(), reason))))
          .isEqualTo(new Skip(ENTRY.key(), SkipReason.valueOf(reason.name()), 0));
    }
  }

  @Test
  void an_action_is_about_the_key_of_its_entries() {
    for (Action action :
        List.of(
            new Copy(ENTRY, null, CopyReason.TIME),
            new Compare(ENTRY, OBJECT),
            new Delete(OBJECT))) {
      assertThat(action.key()).isEqualTo(Key.of("d/é😀"));
    }
  }

  @Test
  void what_a_failed_listing_hides_is_never_copied_or_deleted() {
    Unlisted hole = new Unlisted(Key.of("d/"), "no permission");
    assertThat(plan(new Difference.SideUnlisted(hole, true)))
        .isEqualTo(new Refuse(hole.key(), "list d/ at the source: no permission"));
    assertThat(plan(new Difference.Hidden(OBJECT, hole, false)))
        .isEqualTo(new Refuse(OBJECT.key(), "compare d/é😀: d/ at the source could not be listed"));
  }

  @Test
  void an_action_that_waited_in_a_file_is_the_same_action() throws IOException {
    ActionCodec codec = new ActionCodec();
    for (Action action :
        List.of(
            new Copy(ENTRY, null, CopyReason.NEW),
            new Copy(ENTRY, OBJECT, CopyReason.CONTENT),
            new Compare(ENTRY, OBJECT),
            new Delete(OBJECT))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(action, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(codec.read(in)).isEqualTo(action);
      assertThat(in.available()).isZero();
    }
  }
}
