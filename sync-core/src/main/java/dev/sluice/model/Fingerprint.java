package dev.sluice.model;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of an entry's content beyond its size, and the ETag that says so.
public sealed interface Fingerprint {

  /// The ETag as the store sent it, without quotes, for conditional requests; null where there is
  /// none.
  @Nullable String etag();

  /// The MD5 of the content.
  ///
  /// An ETag has this form for an object written in one part. Under SSE-KMS and SSE-C it has the
  /// form and is no MD5, and a listing cannot tell: see [dev.sluice.store.Store#confirm].
  ///
  /// @param etag 32 hexadecimal digits, as they were sent
  record Md5(String etag) implements Fingerprint {

    /// The digits in small letters.
    public String hex() {
      return etag.toLowerCase(Locale.ROOT);
    }
  }

  /// The ETag of an object written in parts: the MD5 of the parts' MD5s, a dash and the number of
  /// parts.
  ///
  /// @param etag the whole ETag, as it was sent
  /// @param partCount the number behind the dash, at least 1
  record MultipartETag(String etag, int partCount) implements Fingerprint {

    /// The whole ETag in small letters.
    public String text() {
      return etag.toLowerCase(Locale.ROOT);
    }
  }

  /// Not known, but reading the content would tell, and reading is cheap: a local file.
  ///
  /// @param doubted what was remembered of it before, which may be another content by now, and the
  ///   ETag that the other side gave to that: an object that still bears it has the file's content
  ///   if reading the file gives the same MD5, and only then. Null for nothing
  record Unread(@Nullable Remembered doubted) implements Fingerprint {
    @Override
    public @Nullable String etag() {
      return null;
    }
  }

  /// What is remembered of a file that was read before and bears no trace of a change since.
  ///
  /// @param md5 of the whole; null where it was read in parts only
  /// @param inParts the ETags that it has as an object written in parts, one for each part size
  ///   that it was read in
  /// @param sentETag the ETag that the run's other side has given to this content, when it was sent
  ///   there or found to be equal, where that is no digest of it; null for none
  record Remembered(@Nullable Md5Value md5, List<InParts> inParts, @Nullable String sentETag)
      implements Fingerprint {

    /// An ETag of a file as an object written in parts.
    ///
    /// @param partBytes the length of every part but the last
    /// @param etag in small letters
    public record InParts(long partBytes, String etag) {
      private boolean contradicts(InParts other) {
        return partBytes == other.partBytes && !etag.equals(other.etag);
      }
    }

    /// Copies the list, unless it is one that nobody can change.
    public Remembered {
      inParts = List.copyOf(inParts);
    }

    /// Of a file that was read as a whole.
    public Remembered(Md5Value md5) {
      this(md5, List.of(), null);
    }

    @Override
    public @Nullable String etag() {
      return null;
    }

    /// The digests as ETags would have them.
    public List<String> digests() {
      List<String> digests = new ArrayList<>();
      if (md5 != null) {
        digests.add(md5.hex());
      }
      inParts.forEach(each -> digests.add(each.etag()));
      return digests;
    }

    /// The digests alone.
    ///
    /// @return null where there are none
    public @Nullable Remembered withoutSentETag() {
      return md5 == null && inParts.isEmpty() ? null : new Remembered(md5, inParts, null);
    }

    /// What both tell together; where they differ, `later` is right.
    public Remembered and(Remembered later) {
      List<InParts> both = later.inParts;
      if (!inParts.isEmpty()) {
        Set<InParts> all = new LinkedHashSet<>(inParts);
        all.addAll(later.inParts);
        both = List.copyOf(all);
      }
      return new Remembered(
          later.md5 == null ? md5 : later.md5,
          both,
          later.sentETag == null ? sentETag : later.sentETag);
    }

    /// Whether both cannot be of one content.
    public boolean contradicts(Remembered other) {
      return (md5 != null && other.md5 != null && !md5.equals(other.md5))
          || inParts.stream().anyMatch(each -> other.inParts.stream().anyMatch(each::contradicts));
    }

    private boolean isDigestOf(Fingerprint other) {
      return switch (other) {
        case Md5(String digits) -> (md5 != null && md5.isHex(digits)) || isSent(digits);
        case MultipartETag(String digits, _) ->
            inParts.stream().anyMatch(each -> each.etag().equalsIgnoreCase(digits))
                || isSent(digits);
        case Remembered remembered -> md5 != null && md5.equals(remembered.md5);
        case Opaque(String tag) -> tag != null && isSent(tag);
        case Unread _ -> false;
      };
    }

    private boolean isSent(String tag) {
      return tag.equals(sentETag);
    }
  }

  /// Not known, and not to be had at the cost of a comparison.
  ///
  /// @param etag an ETag that says nothing of the content, or is not believed; null where there is
  ///   none
  record Opaque(@Nullable String etag) implements Fingerprint {}

  /// A local file's.
  Fingerprint UNREAD = new Unread(null);

  /// Of an object without an ETag.
  Fingerprint OPAQUE = new Opaque(null);

  /// What an S3 ETag says, quoted or not, in small letters or capitals.
  ///
  /// @param etag the ETag, or null where the listing has none
  static Fingerprint ofETag(@Nullable String etag) {
    String bare = etag == null ? "" : unquoted(etag);
    int length = bare.length();
    if (length == 0) {
      return OPAQUE;
    }
    if (length == 32 && isHex(bare, 32)) {
      return new Md5(bare);
    }
    if (length > 33 && length <= 38 && bare.charAt(32) == '-' && isHex(bare, 32)) {
      int parts = decimal(bare, 33);
      return parts > 0 ? new MultipartETag(bare, parts) : new Opaque(bare);
    }
    return new Opaque(bare);
  }

  /// Whether both are digests, made in the same way, and the same. Some services send the digits in
  /// capitals.
  static boolean areSameDigest(Fingerprint one, Fingerprint other) {
    return switch (one) {
      case Md5(String digits) ->
          other instanceof Remembered remembered
              ? remembered.isDigestOf(one)
              : other instanceof Md5(String others) && digits.equalsIgnoreCase(others);
      case MultipartETag(String digits, _) ->
          other instanceof Remembered remembered
              ? remembered.isDigestOf(one)
              : other instanceof MultipartETag(String others, _) && digits.equalsIgnoreCase(others);
      case Remembered remembered -> remembered.isDigestOf(other);
      case Opaque _ -> other instanceof Remembered remembered && remembered.isDigestOf(one);
      case Unread _ -> false;
    };
  }

  /// What says that both are of the same content, as far as that can be told without asking or
  /// reading.
  ///
  /// @return null where nothing does
  static @Nullable Evidence sameBy(Fingerprint one, Fingerprint other) {
    if (!areSameDigest(one, other)) {
      return null;
    }
    if (isOfFile(one) && isOfFile(other)) {
      return Evidence.BYTES;
    }
    return isSentAs(one, other) || isSentAs(other, one) ? Evidence.SENT : Evidence.ETAG;
  }

  private static boolean isSentAs(Fingerprint file, Fingerprint object) {
    String etag = object.etag();
    return file instanceof Remembered remembered && etag != null && remembered.isSent(etag);
  }

  /// Whether it is a file's: reading is cheap, and no condition can be made of it.
  static boolean isOfFile(Fingerprint fingerprint) {
    return switch (fingerprint) {
      case Unread _, Remembered _ -> true;
      case Md5 _, MultipartETag _, Opaque _ -> false;
    };
  }

  /// The same ETag, not believed to be a digest.
  static Fingerprint withoutDigest(Fingerprint fingerprint) {
    return switch (fingerprint) {
      case Md5(String digits) -> new Opaque(digits);
      case MultipartETag(String digits, _) -> new Opaque(digits);
      case Unread _, Remembered _, Opaque _ -> fingerprint;
    };
  }

  /// The ETag without the quotes that HTTP puts around it.
  static String unquoted(String etag) {
    int length = etag.length();
    return length >= 2 && etag.charAt(0) == '"' && etag.charAt(length - 1) == '"'
        ? etag.substring(1, length - 1)
        : etag;
  }

  /// Whether it begins with so many hexadecimal digits, which some services send in capitals.
  private static boolean isHex(String text, int length) {
    for (int i = 0; i < length; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int decimal(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
