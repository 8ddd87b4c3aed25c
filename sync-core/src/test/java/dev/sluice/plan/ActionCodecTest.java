package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Content;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Opaque;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
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
  Arbitrary<Content> contents() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            Arbitraries.of(
                Fingerprint.UNREAD,
                new Fingerprint.Unread(new Remembered(Md5Value.ofHex(HEX), List.of(), "sent")),
                Fingerprint.OPAQUE,
                new Opaque("odd"),
                new Opaque(HEX),
                new Opaque(HEX + "-7"),
                new Md5(HEX),
                new Md5(HEX.toUpperCase(java.util.Locale.ROOT)),
                new MultipartETag(HEX + "-7", 7),
                new Remembered(Md5Value.ofHex(HEX)),
                new Remembered(
                    null,
                    List.of(new InParts(1, HEX + "-7"), new InParts(5L << 30, HEX + "-1")),
                    null),
                new Remembered(Md5Value.ofHex(HEX), List.of(), "odd")),
            Combinators.combine(
                    Arbitraries.of(ChecksumAlgorithm.class),
                    Arbitraries.of("AAAAAA==", "AAAAAA==-3"),
                    Arbitraries.of(Checksum.Scope.class))
                .as(Checksum::new)
                .list()
                .ofMaxSize(3))
        .as(Content::new);
  }

  @Provide
  Arbitrary<Entry> entries() {
    return Combinators.combine(
            keys(),
            contents(),
            Arbitraries.of(Instant.EPOCH, Instant.parse("1912-06-23T00:00:00.000000001Z")),
            Arbitraries.of("STANDARD", "GLACIER").injectNull(0.5))
        .as(Entry::new);
  }

  private static Arbitrary<Key> keys() {
    return Arbitraries.of("a", "b/c", "\u00e4\ud83d\ude00").map(Key::of);
  }

  @Provide
  Arbitrary<Action> actions() {
    return Arbitraries.oneOf(
        Combinators.combine(
                entries(),
                entries().injectNull(0.3),
                Arbitraries.of(CopyReason.class),
                Arbitraries.of(Evidence.class).injectNull(0.3))
            .as(Copy::new),
        Combinators.combine(entries(), entries()).as(Compare::new),
        entries().map(Delete::new),
        Combinators.combine(
                keys(),
                Arbitraries.of(SkipReason.class),
                Arbitraries.longs().between(0, Long.MAX_VALUE),
                Arbitraries.of(Evidence.class).injectNull(0.3))
            .as(Skip::new),
        Combinators.combine(keys(), Arbitraries.of("", "list \u00e4: no")).as(Refuse::new));
  }

  @Property(tries = 1000)
  void every_action_comes_back_with_all_that_it_and_its_entries_hold(
      @ForAll("actions") Action action) throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    new ActionCodec().write(action, new DataOutputStream(written));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
    assertThat(new ActionCodec().read(in)).isEqualTo(action);
    assertThat(in.read()).as("what follows is the next action's").isNegative();
  }

  @Example
  void an_action_of_another_version_is_refused_and_never_misread() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Entry entry = Entry.ofFile(Key.of("a"), 1, Instant.EPOCH);
    new ActionCodec().write(new Delete(entry), new DataOutputStream(written));
    byte[] bytes = written.toByteArray();
    bytes[0] = (byte) (bytes[0] + (1 << 4));
    assertThatThrownBy(
            () -> new ActionCodec().read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 4");
  }
}
