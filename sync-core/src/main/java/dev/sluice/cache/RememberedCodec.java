package dev.sluice.cache;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Md5Value;
import dev.sluice.state.Row;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what is remembered of a file as the facts of a row: *tag*, length and bytes of each. What
/// bears an unknown tag is passed over, so that later versions may add to it.
///
/// @param destination names where files are sent to in this run
record RememberedCodec(String destination) {

  private static final int MD5 = 1;
  private static final int IN_PARTS = 2;
  private static final int SENT = 3;
  private static final int HEADER_BYTES = 2;
  private static final int MOST_BYTES = 255;
  private static final int MD5_FACT_BYTES = HEADER_BYTES + Md5Value.SIZE_BYTES;

  /// So many ETags are kept of other destinations.
  private static final int MOST_ELSEWHERE = 3;

  private static final int NAME_BYTES = 6;

  /// @param destination what files are sent to, in full
  static RememberedCodec of(String destination) {
    byte[] digest =
        ChecksumAlgorithm.SHA256.newDigest().digest(destination.getBytes(StandardCharsets.UTF_8));
    return new RememberedCodec(HexFormat.of().formatHex(digest, 0, NAME_BYTES) + " ");
  }

  /// What one row may tell: what another destination said, too.
  private record Facts(
      @Nullable Md5Value md5, List<InParts> inParts, List<String> sentHere, List<String> sentElse) {

    Facts() {
      this(null, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    Facts withMd5(@Nullable Md5Value other) {
      return new Facts(other, inParts, sentHere, sentElse);
    }

    @Nullable Remembered here() {
      String sent = sentHere.isEmpty() ? null : sentHere.getFirst();
      return md5 == null && inParts.isEmpty() && sent == null
          ? null
          : new Remembered(md5, inParts, sent);
    }
  }

  /// Whether what was found before may tell more.
  boolean isPartial(Remembered hashes) {
    return hashes.md5() == null || hashes.sentETag() != null;
  }

  /// The facts of a row.
  ///
  /// @param before what was remembered of the file; null where that is not known
  /// @param stamp the file's by now: what was remembered of another is forgotten
  byte[] write(Remembered hashes, @Nullable Row before, FileStamp stamp) {
    if (before == null || before.isRacy() || !before.stamp().equals(stamp)) {
      return write(hashes, List.of());
    }
    Facts known = facts(before.facts());
    Remembered there = known.here();
    return write(there == null ? hashes : there.and(hashes), known.sentElse());
  }

  private byte[] write(Remembered hashes, List<String> sentElse) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MD5_FACT_BYTES);
    if (hashes.md5() != null) {
      add(MD5, hashes.md5().bytes(), out);
    }
    for (InParts each : hashes.inParts()) {
      add(IN_PARTS, (each.partBytes() + " " + each.etag()).getBytes(StandardCharsets.UTF_8), out);
    }
    if (hashes.sentETag() != null) {
      add(SENT, (destination + hashes.sentETag()).getBytes(StandardCharsets.UTF_8), out);
    }
    for (int i = 0; i < sentElse.size() && i < MOST_ELSEWHERE; i++) {
      add(SENT, sentElse.get(i).getBytes(StandardCharsets.UTF_8), out);
    }
    return out.toByteArray();
  }

  private static void add(int tag, byte[] value, ByteArrayOutputStream out) {
    if (value.length <= MOST_BYTES) { // else it is not remembered
      out.write(tag);
      out.write(value.length);
      out.writeBytes(value);
    }
  }

  /// What facts say.
  ///
  /// @return null where they say nothing
  @Nullable Remembered read(byte[] facts) {
    if (facts.length == MD5_FACT_BYTES && facts[0] == MD5) {
      return new Remembered(Md5Value.ofBytes(facts, HEADER_BYTES));
    }
    return facts(facts).here();
  }

  private Facts facts(byte[] bytes) {
    Facts facts = new Facts();
    int at = 0;
    while (at + HEADER_BYTES <= bytes.length) {
      int length = Byte.toUnsignedInt(bytes[at + 1]);
      int value = at + HEADER_BYTES;
      if (value + length > bytes.length) {
        return new Facts(); // it is none of ours
      }
      switch (bytes[at]) {
        case MD5 -> facts = facts.withMd5(md5(bytes, value, length));
        case IN_PARTS -> addInParts(text(bytes, value, length), facts.inParts());
        case SENT -> addSent(text(bytes, value, length), facts);
        default -> {} // of a later version
      }
      at = value + length;
    }
    return facts;
  }

  private static @Nullable Md5Value md5(byte[] bytes, int at, int length) {
    return length == Md5Value.SIZE_BYTES ? Md5Value.ofBytes(bytes, at) : null;
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private static void addInParts(String text, List<InParts> into) {
    int space = text.indexOf(' ');
    try {
      into.add(new InParts(Long.parseLong(text, 0, space, 10), text.substring(space + 1)));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      // It is not remembered.
    }
  }

  private void addSent(String text, Facts into) {
    if (text.startsWith(destination)) {
      into.sentHere().add(text.substring(destination.length()));
    } else {
      into.sentElse().add(text);
    }
  }
}
