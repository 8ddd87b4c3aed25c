package dev.sluice.content;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import dev.sluice.store.Confirmed;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One side of a comparison, which asks its store at most once, and is read as a whole at most
/// once. Used by one thread.
final class Side {

  final Store store;
  final Entry entry;
  private final ETagTrust trust;
  private @Nullable Confirmed confirmed;

  /// What reading it as a whole gave.
  private @Nullable String readMd5;

  Side(Store store, Entry entry, ETagTrust trust) {
    this.store = store;
    this.entry = entry;
    this.trust = trust;
  }

  /// What the listing says of the content.
  Fingerprint fingerprint() {
    return entry.fingerprint();
  }

  boolean isFile() {
    return Fingerprint.isOfFile(fingerprint());
  }

  /// What was remembered of a file, and is not believed before it is read again.
  @Nullable Remembered doubted() {
    return fingerprint() instanceof Fingerprint.Unread(Remembered doubted) ? doubted : null;
  }

  /// Whether its store was asked.
  boolean isAsked() {
    return confirmed != null;
  }

  /// What its store says of an object when it is asked.
  Confirmed ask() throws StoreException, InterruptedException {
    Confirmed known = confirmed;
    if (known == null) {
      known = store.confirm(entry);
      confirmed = known;
    }
    return known;
  }

  /// What is certain of the content.
  Fingerprint confirmed() throws StoreException, InterruptedException {
    if (isFile()) {
      return fingerprint();
    }
    return trust.isLost() ? Fingerprint.OPAQUE : ask().fingerprint();
  }

  @Nullable Instant ownTime() throws StoreException, InterruptedException {
    return isFile() ? null : ask().ownTime();
  }

  /// The length of an object's parts; empty where the store does not say.
  OptionalLong partBytes() throws StoreException, InterruptedException {
    return ask().partBytes();
  }

  /// Whether it has an MD5, as far as the listing tells, or is read for it as a file is.
  boolean hasMd5() {
    return isFile() || fingerprint() instanceof Md5;
  }

  /// That MD5: an object's ETag, or a file's.
  ///
  /// @return in small letters
  String md5(ContentHash hash) throws StoreException, InterruptedException {
    return fingerprint() instanceof Md5 listed ? listed.hex() : readMd5(hash);
  }

  /// Whether that MD5 is no ETag that only looks like one, as under SSE-KMS and SSE-C.
  boolean isMd5Certain() throws StoreException, InterruptedException {
    return isFile() || (fingerprint() instanceof Md5 && confirmed() instanceof Md5);
  }

  /// Whether the content's MD5 is known for certain and without reading it.
  boolean isMd5Known() throws StoreException, InterruptedException {
    return remembered() != null || (!isFile() && isMd5Certain());
  }

  /// The content's MD5 for certain, for which it is read if need be.
  String readMd5(ContentHash hash) throws StoreException, InterruptedException {
    String known = remembered();
    if (known == null) {
      known = !isFile() && isMd5Certain() ? ((Md5) fingerprint()).hex() : hash.md5(store, entry);
      readMd5 = known;
    }
    return known;
  }

  private @Nullable String remembered() {
    if (readMd5 != null) {
      return readMd5;
    }
    return fingerprint() instanceof Remembered(Md5Value md5, _, _) && md5 != null
        ? md5.hex()
        : null;
  }

  /// Whether there is an MD5 of it that its writer has stated, or that is certain.
  boolean statesMd5() throws StoreException, InterruptedException {
    return isFile() || ask().statedMd5() != null || isMd5Certain();
  }

  /// That MD5, for which a file is read if need be.
  String statedMd5(ContentHash hash) throws StoreException, InterruptedException {
    return isFile() || isMd5Certain()
        ? readMd5(hash)
        : Objects.requireNonNull(ask().statedMd5(), "it states one").hex();
  }

  boolean isInDoubt() {
    return !isFile() && trust.isOpen();
  }

  /// Both sides were read.
  ///
  /// @param md5 this one's
  /// @param equal whether they are the same, though it was found that their ETags differ
  void settle(String md5, boolean equal) {
    if (isFile()) {
      return;
    }
    boolean isRight = fingerprint() instanceof Md5 digest ? digest.hex().equals(md5) : !equal;
    if (isRight) {
      trust.confirmed();
    } else {
      trust.contradicted();
    }
  }
}
