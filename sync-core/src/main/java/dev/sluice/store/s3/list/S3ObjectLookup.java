package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Partial;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.util.Objects;

/// Asks an object itself what its listing leaves open. Rare: services that list as S3 does leave
/// nothing open.
public final class S3ObjectLookup {

  private final S3Root root;

  S3ObjectLookup(S3Root root) {
    this.root = root;
  }

  /// The object as its own answer describes it; as something that could not be listed where that
  /// leaves it open too.
  ///
  /// @param isKeyUncertain whether its key may stand for another
  Listed resolve(Key key, ListedObject object, boolean isKeyUncertain)
      throws StoreException, InterruptedException {
    ObjectHead head;
    try {
      head =
          root.call(
              S3Operation.HEAD,
              root.address(key),
              () -> root.api().head(root.bucket(), object.key(), null));
    } catch (StoreException e) {
      if (e.kind().concernsWholeRun()) {
        throw e;
      }
      return new Unlisted(key, (isKeyUncertain ? NAME : SIZE) + ": " + e.getMessage());
    }
    if (isKeyUncertain && !isThatOf(object, head)) {
      return new Unlisted(key, NAME + ", and there is another object of the name as shown");
    }
    if (!ListedObject.isBelievable(head.sizeBytes())) {
      return new Unlisted(
          key, "the service says that it has " + head.sizeBytes() + " bytes, which no object has");
    }
    return head.entry(key);
  }

  private static final String NAME =
      "its name has a character that the listing cannot show (U+FFFD stands in its place)";
  private static final String SIZE =
      "the listing does not say, or not credibly, what it is (size, ETag, time)";

  private static boolean isThatOf(ListedObject object, ObjectHead head) {
    String etag = head.stored().etag();
    return switch (object) {
      case Whole whole -> whole.sizeBytes() == head.sizeBytes() && whole.etag().equals(etag);
      case Partial partial ->
          partial.sizeBytes().equals(head.contentLength()) && Objects.equals(partial.etag(), etag);
    };
  }
}
