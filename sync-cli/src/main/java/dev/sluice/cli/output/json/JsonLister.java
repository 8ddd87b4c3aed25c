package dev.sluice.cli.output.json;

import dev.sluice.care.acl.BucketFinding;
import dev.sluice.cli.output.Explanation;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.ListingSum;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.listing.Usage;
import dev.sluice.model.Entry;
import dev.sluice.model.NotAFile;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.plan.Action;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.transfer.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows findings to a program: one JSON object a line, sizes in bytes.
public final class JsonLister implements Lister {

  private final Console console;

  /// @param console where to
  public JsonLister(Console console) {
    this.console = console;
  }

  @Override
  public void entry(Entry entry, String address) {
    print(
        Json.event("entry")
            .put("key", entry.key().value())
            .put("address", address)
            .put("bytes", entry.sizeBytes())
            .put("modified", entry.modifiedTime().toString())
            .put("etag", entry.etag())
            .put("storageClass", entry.storageClass()));
  }

  @Override
  public void directory(String name, String address) {
    print(Json.event("directory").put("key", name).put("address", address));
  }

  @Override
  public void notAFile(NotAFile found, String address) {
    print(
        Json.event("not-a-file")
            .put("key", found.key().value())
            .put("address", address)
            .put("reason", found.reason()));
  }

  @Override
  public void unlisted(Unlisted part, String address) {
    print(Json.event("failed").put("key", part.key().value()).put("message", part.cause()));
    console.error("ERROR: " + Escapes.line(address + ": " + part.cause()));
  }

  @Override
  public void bucket(String name, @Nullable Instant created) {
    Json event = Json.event("bucket").put("name", name).put("address", "s3://" + name);
    print(created == null ? event : event.put("created", created.toString()));
  }

  @Override
  public void made(String name, boolean isNew) {
    print(
        Json.event("made").put("name", name).put("address", "s3://" + name).put("existed", !isNew));
  }

  @Override
  public void leftover(String address, boolean kept) {
    print(Json.event("leftover").put("address", address).put("removed", !kept));
  }

  @Override
  public void cleaned(Removed removed, boolean kept) {
    print(JsonEvents.leftoversRemoved(removed).put("dryRun", kept));
  }

  @Override
  public void bucketAcl(String address, @Nullable String how, boolean kept) {
    print(
        Json.event("bucket-acl")
            .put("address", address)
            .put("changed", how != null && !kept)
            .put("how", how)
            .put("dryRun", kept));
  }

  @Override
  public void bucketAccess(BucketAccess access, List<BucketFinding> findings) {
    print(AccessEvents.of(access, findings));
  }

  @Override
  public void version(ObjectVersion version, String address) {
    Json event =
        Json.event("version")
            .put("key", version.key().value())
            .put("address", address)
            .put("versionId", version.id())
            .put("latest", version.isLatest())
            .put("deleteMarker", version.isDeleteMarker());
    print(
        (version.isDeleteMarker()
                ? event.put("bytes", (String) null)
                : event.put("bytes", version.sizeBytes()))
            .put("modified", version.modifiedTime().toString())
            .put("etag", version.etag())
            .put("storageClass", version.storageClass())
            .put("owner", version.owner()));
  }

  @Override
  public void sum(ListingSum sum) {
    print(
        counted(Json.event("sum"), sum.usage(), sum.ofVersions())
            .put("directories", sum.directories())
            .put("listedWhole", sum.isWhole()));
  }

  @Override
  public void usage(Usage usage, boolean ofVersions, String address) {
    print(counted(Json.event("usage").put("address", address), usage, ofVersions));
  }

  private static Json counted(Json event, Usage usage, boolean ofVersions) {
    Json counted = event.put("objects", usage.objects()).put("bytes", usage.bytes());
    return ofVersions
        ? counted
            .put("earlierVersions", usage.earlierVersions())
            .put("earlierBytes", usage.earlierBytes())
            .put("deleteMarkers", usage.deleteMarkers())
        : counted;
  }

  @Override
  public void uploads(long uploads, long parts, long bytes, String address) {
    print(
        Json.event("uploads")
            .put("address", address)
            .put("uploads", uploads)
            .put("parts", parts)
            .put("bytes", bytes));
  }

  @Override
  public void signed(String address, String url, String method, Instant end) {
    print(
        Json.event("signed")
            .put("address", address)
            .put("method", method)
            .put("url", url)
            .put("expires", end.toString()));
  }

  @Override
  public void explained(Explanation explanation) {
    List<String> rules = explanation.rules();
    Json event =
        Json.event("explained")
            .put("key", explanation.key())
            .put("included", explanation.included())
            .put("rule", rules.isEmpty() ? null : rules.getLast())
            .put("overruled", rules.subList(0, Math.max(0, rules.size() - 1)));
    Explanation.Rehearsed rehearsed = explanation.rehearsed();
    print(rehearsed == null ? event : rehearsed(event, rehearsed));
  }

  private static Json rehearsed(Json event, Explanation.Rehearsed rehearsed) {
    String failure = rehearsed.failure();
    return switch (rehearsed.outcome()) {
      case null ->
          failure == null
              ? event.put("would", "nothing")
              : event.put("would", "fail").put("message", failure);
      case Outcome.Planned(Action.Copy(_, _, var reason, var by)) ->
          event.put("would", "copy").put("reason", reason).put("by", by);
      case Outcome.Skipped(_, var reason, _, var by) ->
          event.put("would", "skip").put("reason", reason).put("by", by);
      case Outcome.Failed failed -> event.put("would", "fail").put("message", failed.message());
      case Outcome.Planned _,
          Outcome.Copied _,
          Outcome.Deleted _,
          Outcome.Differs _,
          Outcome.NotAttempted _ ->
          event.put("would", (String) null);
    };
  }

  private void print(Json event) {
    console.print(event.end());
  }
}
