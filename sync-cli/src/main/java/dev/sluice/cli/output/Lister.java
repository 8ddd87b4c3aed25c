package dev.sluice.cli.output;

import dev.sluice.care.acl.BucketFinding;
import dev.sluice.listing.Usage;
import dev.sluice.model.Entry;
import dev.sluice.model.NotAFile;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.store.Leftovers.Removed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows what is found and done outside of runs: by `ls`, `du`, `mb`, `clean` and `--explain`. Used
/// by one thread.
public interface Lister {

  /// Shows an entry.
  void entry(Entry entry, String address);

  /// Shows a directory one level down.
  ///
  /// @param name relative to what is listed, ending in a slash
  void directory(String name, String address);

  /// Shows what is there and is no file.
  void notAFile(NotAFile found, String address);

  /// Says what could not be listed.
  void unlisted(Unlisted part, String address);

  /// Shows a bucket.
  ///
  /// @param created null where it is not known
  void bucket(String name, @Nullable Instant created);

  /// Shows that there is a bucket now.
  ///
  /// @param isNew whether it was made, rather than being the caller's already
  void made(String name, boolean isNew);

  /// Shows what a killed run has left.
  ///
  /// @param kept whether it is still there
  void leftover(String address, boolean kept);

  /// Sums up what killed runs have left.
  void cleaned(Removed removed, boolean kept);

  /// Shows what became of a bucket's own access control list.
  ///
  /// @param how in words that follow the address; null where there was nothing to do
  /// @param kept whether it is still as it was
  void bucketAcl(String address, @Nullable String how, boolean kept);

  /// Shows what a bucket has set about who may do what.
  ///
  /// @param findings what anybody can do with it
  void bucketAccess(BucketAccess access, List<BucketFinding> findings);

  /// Shows a version or a delete marker.
  ///
  /// @param address of its object
  void version(ObjectVersion version, String address);

  /// Sums up what was shown.
  void sum(ListingSum sum);

  /// Shows how much there is under an address.
  ///
  /// @param ofVersions whether earlier versions and delete markers were counted
  void usage(Usage usage, boolean ofVersions, String address);

  /// Shows how many unfinished uploads there are under an address.
  ///
  /// @param parts of all of them
  /// @param bytes of these
  void uploads(long uploads, long parts, long bytes, String address);

  /// Shows a signed address.
  ///
  /// @param address of the object
  /// @param url the signed one
  /// @param end until when it is good
  void signed(String address, String url, String method, Instant end);

  /// Says which filter rule decides about a key.
  void explained(Explanation explanation);
}
