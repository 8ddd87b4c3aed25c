package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ActionCodecTest {

  private static final String HEX = "0123456789abcdef0123456789abcdef";

  @Provide
  Arbitrary<Entry> entries() {
    return Combinators.combine(
            Arbitraries.of("a", "b/c", "\u00e4\ud83d\ude00"),
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            Arbitraries.of(Instant.EPOCH, Instant.parse("1912-06-23T00:00:00.000000001Z")),
            Arbitraries.of(
                Fingerprint.UNREAD,
                Fingerprint.OPAQUE,
                new Md5(HEX),
                new MultipartETag(HEX + "-7", 7)),
            Arbitraries.of(HEX, HEX.toUpperCase(java.util.Locale.ROOT), HEX + "-7", "odd")
                .injectNull(0.2))
        .as((key, size, time, fingerprint, etag) ->
            new Entry(Key.of(key), size, time, fingerprint, etag));
  }

  @Property(tries = 300)
  void an_action_comes_back_with_all_that_its_entries_hold(
      @ForAll("entries") Entry source, @ForAll("entries") Entry target) throws Exception {
    for (Action action :
        new Action[] {
          new Copy(source, null, CopyReason.NEW),
          new Copy(source, target, CopyReason.SIZE),
          new Compare(source, target),
          new Delete(target)
        }) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      new ActionCodec().write(action, new DataOutputStream(written));
      assertThat(
              new ActionCodec()
                  .read(new DataInputStream(new ByteArrayInputStream(written.toByteArray()))))
          .isEqualTo(action);
    }
  }

  @Example
  void an_action_of_another_version_is_refused_and_never_misread() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Entry entry = new Entry(Key.of("a"), 1, Instant.EPOCH, Fingerprint.UNREAD, null);
    new ActionCodec().write(new Delete(entry), new DataOutputStream(written));
    byte[] bytes = written.toByteArray();
    bytes[0] = (byte) (bytes[0] + (1 << 4));
    assertThatThrownBy(
            () -> new ActionCodec().read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @Example
  void an_action_that_waits_for_nothing_is_never_written() {
    Key key = Key.of("a");
    for (Action action :
        new Action[] {
          new Action.Skip(key, Action.SkipReason.EXCLUDED, 0), new Action.Refuse(key, "list a")
        }) {
      assertThatThrownBy(() ->
              new ActionCodec().write(action, new DataOutputStream(new ByteArrayOutputStream())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
