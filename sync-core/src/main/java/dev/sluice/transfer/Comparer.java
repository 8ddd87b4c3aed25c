package dev.sluice.transfer;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.Unread;
import dev.sluice.plan.Action.Compare;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Finds out whether two entries have the same content. Thread-safe; blocks its caller.
public final class Comparer {

  /// What came of a comparison.
  public enum Verdict {
    /// The contents are the same.
    EQUAL,
    /// They are not.
    DIFFERENT,
    /// It cannot be told at the price allowed.
    UNKNOWN
  }

  private final Store source;
  private final Store target;
  private final boolean readRemote;
  private final ContentHash hash;

  /// @param readRemote whether to read an object whose ETag tells nothing, and not only files
  public Comparer(
      Store source, Store target, boolean readRemote, BytePermits memory, BlockingIo cpu) {
    this.source = source;
    this.target = target;
    this.readRemote = readRemote;
    this.hash = new ContentHash(memory, cpu);
  }

  /// Compares the contents of two entries of one size.
  public Verdict compare(Compare compare) throws StoreException, InterruptedException {
    String left = listedOrRead(source, compare.source());
    String right = listedOrRead(target, compare.target());
    if (left == null || right == null) {
      return Verdict.UNKNOWN;
    }
    if (left.equals(right)) {
      return Verdict.EQUAL; // an ETag that is no MD5 does not equal one by chance
    }
    String surelyLeft = certain(source, compare.source(), left);
    String surelyRight = certain(target, compare.target(), right);
    if (surelyLeft == null || surelyRight == null) {
      return Verdict.UNKNOWN;
    }
    return surelyLeft.equals(surelyRight) ? Verdict.EQUAL : Verdict.DIFFERENT;
  }

  private @Nullable String listedOrRead(Store store, Entry entry)
      throws StoreException, InterruptedException {
    return switch (entry.fingerprint()) {
      case Md5(String hex) -> hex;
      case Unread _ -> hash.md5(store, entry);
      case Fingerprint.MultipartETag _, Fingerprint.Opaque _ ->
          readRemote ? hash.md5(store, entry) : null;
    };
  }

  /// Before a difference is believed: an MD5-like ETag under SSE-KMS or SSE-C is none.
  private @Nullable String certain(Store store, Entry entry, String found)
      throws StoreException, InterruptedException {
    if (!(entry.fingerprint() instanceof Md5) || store.confirm(entry) instanceof Md5) {
      return found;
    }
    return readRemote ? hash.md5(store, entry) : null;
  }
}
