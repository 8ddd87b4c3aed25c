package dev.sluice.store.s3.api;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One page of a listing.
///
/// @param objects in the server's order
/// @param isTruncated whether there is more
/// @param nextToken where to go on; null where there is no more or the server does not say
/// @param spelling how sure the keys are
public record ListPage(
    List<ListedObject> objects,
    boolean isTruncated,
    @Nullable String nextToken,
    Spelling spelling) {

  public static final ListPage NONE = new ListPage(List.of(), false, null, Spelling.ENCODED);

  /// Of a page that has common prefixes in place of the keys below them, which nobody has asked
  /// for.
  public static final String ROLLED_UP =
      "the listing has common prefixes in place of keys, which was not asked for";

  /// How the keys of a page are written.
  ///
  /// @param isUrlEncoded whether the server says that it has percent-encoded them, as it was asked
  /// @param doubtful whole keys with a U+FFFD that may stand for what the page could not carry,
  ///   such as a control character
  public record Spelling(boolean isUrlEncoded, Set<String> doubtful) {

    /// Encoded, and nothing in doubt.
    public static final Spelling ENCODED = new Spelling(true, Set.of());
  }

  /// Requires that a page has what it says that it has. What it has too little is in the service
  /// and would be taken for absent; that some services do not count all that they send does no
  /// harm.
  ///
  /// @param announced how many keys it says there are
  /// @throws FaultException if it has fewer
  public static void requireAnnounced(long announced, int found) throws FaultException {
    if (announced > found) {
      throw FaultException.corrupt(
          "the listing says that it has " + announced + " keys and has " + found);
    }
  }

  /// One object of a page.
  public sealed interface ListedObject {

    /// Its whole key.
    String key();

    /// The same object, whose key is spelled so.
    ListedObject withKey(String spelled);

    /// Longer than any service keeps an object, and short enough for the sums of a run: 1 PiB.
    long BELIEVABLE_BYTES = 1L << 50;

    /// Whether an object can have this length.
    static boolean isBelievable(long sizeBytes) {
      return sizeBytes >= 0 && sizeBytes <= BELIEVABLE_BYTES;
    }
  }

  /// One of which the listing says all that it should, and that can be believed.
  ///
  /// @param sizeBytes its length
  /// @param lastModified when it was written, in whole seconds
  /// @param etag without quotes
  /// @param storageClass the service's word, see [StorageClasses]; null where the listing does not
  ///   say
  public record Whole(
      String key, long sizeBytes, Instant lastModified, String etag, @Nullable String storageClass)
      implements ListedObject {

    @Override
    public Whole withKey(String spelled) {
      return new Whole(spelled, sizeBytes, lastModified, etag, storageClass);
    }
  }

  /// One of which the listing leaves something out, or says what cannot be: it has to be asked
  /// itself.
  ///
  /// @param sizeBytes its length as the listing says; empty where it does not
  /// @param etag without quotes; null where the listing has none
  public record Partial(String key, OptionalLong sizeBytes, @Nullable String etag)
      implements ListedObject {

    @Override
    public Partial withKey(String spelled) {
      return new Partial(spelled, sizeBytes, etag);
    }
  }

  /// The last key whose spelling is certain; null where there is none.
  public @Nullable String lastCertainKey() {
    for (ListedObject object : objects.reversed()) {
      if (!isKeyUncertain(object)) {
        return object.key();
      }
    }
    return null;
  }

  /// Whether the server may have meant another key than this one of its keys.
  public boolean isKeyUncertain(ListedObject object) {
    return !spelling.doubtful().isEmpty() && spelling.doubtful().contains(object.key());
  }
}
