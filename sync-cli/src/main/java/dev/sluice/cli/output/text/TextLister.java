package dev.sluice.cli.output.text;

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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows findings to a person, in s3cmd's manner.
public final class TextLister implements Lister {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NO_TIME = " ".repeat("yyyy-MM-dd HH:mm".length());

  private final Console console;
  private final boolean humanReadable;
  private final boolean details;

  /// @param console where to
  /// @param humanReadable whether sizes have units
  /// @param details whether ETags, storage classes and owners are shown too
  public TextLister(Console console, boolean humanReadable, boolean details) {
    this.console = console;
    this.humanReadable = humanReadable;
    this.details = details;
  }

  @Override
  public void entry(Entry entry, String address) {
    row(
        TIME.format(entry.modifiedTime()),
        size(entry.sizeBytes()),
        details(entry.etag(), entry.storageClass()) + address);
  }

  @Override
  public void version(ObjectVersion version, String address) {
    String owner = details ? "%-12s  ".formatted(orDash(version.owner())) : "";
    row(
        TIME.format(version.modifiedTime()),
        version.isDeleteMarker() ? "MARKER" : size(version.sizeBytes()),
        "%s%s%-7s  %-32s  %s"
            .formatted(
                details(version.etag(), version.storageClass()),
                owner,
                version.isLatest() ? "latest" : "earlier",
                version.id(),
                address));
  }

  /// In s3cmd's order.
  private String details(@Nullable String etag, @Nullable String storageClass) {
    return details ? "%-35s  %-12s  ".formatted(orDash(etag), orDash(storageClass)) : "";
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  @Override
  public void sum(ListingSum sum) {
    Usage usage = sum.usage();
    String objects =
        NumberText.count(usage.objects(), "object", "objects") + ", " + amount(usage.bytes());
    String directories =
        sum.directories() == 0
            ? ""
            : "; "
                + NumberText.count(sum.directories(), "prefix", "prefixes")
                + (sum.directories() == 1 ? " below, which is" : " below, which are")
                + " not counted";
    line("Total: " + objects + directories + (sum.isWhole() ? "" : "; not all could be listed"));
    if (sum.ofVersions()) {
      line(
          "       "
              + NumberText.count(usage.earlierVersions(), "earlier version", "earlier versions")
              + ", "
              + amount(usage.earlierBytes()));
      line("       " + NumberText.count(usage.deleteMarkers(), "delete marker", "delete markers"));
    }
  }

  private String amount(long bytes) {
    return humanReadable ? NumberText.bytes(bytes) : NumberText.count(bytes, "byte", "bytes");
  }

  @Override
  public void directory(String name, String address) {
    row(NO_TIME, "DIR", address);
  }

  @Override
  public void notAFile(NotAFile found, String address) {
    row(NO_TIME, "-", address + " (" + found.reason().text() + ")");
  }

  @Override
  public void unlisted(Unlisted part, String address) {
    console.error("ERROR: " + Escapes.line(address + ": " + part.cause()));
  }

  @Override
  public void bucket(String name, @Nullable Instant created) {
    line((created == null ? NO_TIME : TIME.format(created)) + "  s3://" + name);
  }

  @Override
  public void made(String name, boolean isNew) {
    line((isNew ? "made: s3://" : "is yours already: s3://") + name);
  }

  @Override
  public void leftover(String address, boolean kept) {
    line((kept ? "would remove: " : "removed: ") + address);
  }

  @Override
  public void cleaned(Removed removed, boolean kept) {
    line(
        removed.isNothing()
            ? "Nothing to remove."
            : (kept ? "Would remove " : "Removed ") + NumberText.removed(removed) + ".");
  }

  @Override
  public void bucketAcl(String address, @Nullable String how, boolean kept) {
    line(
        how == null
            ? "as it is: " + address
            : (kept ? "would set: " : "set: ") + address + " (" + how + ")");
  }

  @Override
  public void bucketAccess(BucketAccess access, List<BucketFinding> findings) {
    AccessText.lines(access, findings).forEach(this::line);
  }

  @Override
  public void usage(Usage usage, boolean ofVersions, String address) {
    String earlier =
        ofVersions
            ? "%12s  %12d earlier versions  %12d delete markers  "
                .formatted(
                    size(usage.earlierBytes()), usage.earlierVersions(), usage.deleteMarkers())
            : "";
    line(
        "%12s  %12d objects  %s%s"
            .formatted(size(usage.bytes()), usage.objects(), earlier, address));
  }

  @Override
  public void uploads(long uploads, long parts, long bytes, String address) {
    line(
        "%12s  %12d unfinished uploads  %12d parts  %s"
            .formatted(size(bytes), uploads, parts, address));
  }

  @Override
  public void signed(String address, String url, String method, Instant end) {
    line(url);
  }

  @Override
  public void explained(Explanation explanation) {
    String verdict = explanation.included() ? " is part of the run" : " is excluded";
    line(Escapes.quoted(explanation.key()) + verdict);
    List<String> rules = explanation.rules();
    if (rules.isEmpty()) {
      line("  no rule matches it");
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      boolean last = i == rules.size() - 1;
      line("  " + rules.get(i) + (last ? " decides" : " matches too, and stands before that"));
    }
    if (explanation.notEntered()) {
      line("  no rule brings back anything below it: a local folder of that name is not entered");
    }
    Explanation.Rehearsed rehearsed = explanation.rehearsed();
    if (rehearsed != null) {
      line("  " + fate(rehearsed));
    }
  }

  private static String fate(Explanation.Rehearsed rehearsed) {
    String failure = rehearsed.failure();
    return switch (rehearsed.outcome()) {
      case null -> failure == null ? "the source does not have it" : "cannot be told: " + failure;
      case Outcome.Planned(Action.Copy(_, _, var reason, var by)) ->
          "would be sent: " + ActionLines.why(reason, by);
      case Outcome.Skipped(_, var reason, _, var by) ->
          "would be left: " + reason.text() + ActionLines.told(by);
      case Outcome.Failed failed -> "cannot be told: " + failed.message();
      case Outcome.Planned _,
          Outcome.Copied _,
          Outcome.Deleted _,
          Outcome.Differs _,
          Outcome.NotAttempted _ ->
          "cannot be told: the run ended before";
    };
  }

  private String size(long bytes) {
    return humanReadable ? NumberText.bytes(bytes) : Long.toString(bytes);
  }

  private void row(String time, String size, String address) {
    line("%s %12s  %s".formatted(time, size, address));
  }

  private void line(String text) {
    console.print(Escapes.line(text));
  }
}
