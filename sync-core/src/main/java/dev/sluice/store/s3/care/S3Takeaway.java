package dev.sluice.store.s3.care;

import dev.sluice.model.Entry;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.s3.object.S3Deletes;
import java.util.List;
import java.util.Optional;

/// Removes objects that still have the ETag that they had before they were read.
///
/// @param deletes by which objects are deleted
public record S3Takeaway(S3Deletes deletes) implements Takeaway {

  /// Asks nothing: the ETag of the entry tells.
  @Override
  public Optional<Seen> look(Entry entry) {
    return entry.etag() == null ? Optional.empty() : Optional.of(new Seen(entry, null));
  }

  @Override
  public List<Deletion> remove(List<Seen> entries) throws StoreException, InterruptedException {
    for (Seen each : entries) {
      if (each.entry().etag() == null) {
        throw new IllegalArgumentException("no ETag tells what it is: " + each.entry().key());
      }
    }
    return deletes.deleteUnreplaced(
        entries.stream().map(each -> deletes.doomed(each.entry())).toList());
  }
}
