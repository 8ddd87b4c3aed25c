package dev.sluice.cli.output;

import dev.sluice.model.Entry;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Removed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows what `ls`, `du` and `mb` find: in s3cmd's manner, or as JSON, one object a line. Used by
/// one thread.
public final class Lister {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NO_TIME = " ".repeat("yyyy-MM-dd HH:mm".length());

  private final Console console;
  private final boolean json;
  private final boolean humanReadable;

  /// @param console where to
  /// @param json whether as JSON
  /// @param humanReadable whether sizes have units; JSON has bytes in any case
  public Lister(Console console, boolean json, boolean humanReadable) {
    this.console = console;
    this.json = json;
    this.humanReadable = humanReadable;
  }

  /// Shows an entry.
  public void entry(Entry entry, String address) {
    if (json) {
      print(
          Json.event("entry")
              .put("key", entry.key().value())
              .put("address", address)
              .put("bytes", entry.sizeBytes())
              .put("modified", entry.modifiedTime().toString())
              .put("etag", entry.etag()));
    } else {
      row(TIME.format(entry.modifiedTime()), size(entry.sizeBytes()), address);
    }
  }

  /// Shows a directory one level down.
  ///
  /// @param name relative to what is listed, ending in a slash
  public void directory(String name, String address) {
    if (json) {
      print(Json.event("directory").put("key", name).put("address", address));
    } else {
      row(NO_TIME, "DIR", address);
    }
  }

  /// Shows what is there and is no file.
  public void notAFile(NotAFile found, String address) {
    if (json) {
      print(
          Json.event("not-a-file")
              .put("key", found.key().value())
              .put("address", address)
              .put("reason", found.reason()));
    } else {
      row(NO_TIME, "-", address + " (" + found.reason().text() + ")");
    }
  }

  /// Says what could not be listed.
  public void unlisted(Unlisted part, String address) {
    if (json) {
      print(Json.event("failed").put("key", part.key().value()).put("message", part.cause()));
    }
    console.error("ERROR: " + Escapes.line(address + ": " + part.cause()));
  }

  /// Shows a bucket.
  ///
  /// @param created null where it is not known
  public void bucket(String name, @Nullable Instant created) {
    if (json) {
      Json event = Json.event("bucket").put("name", name).put("address", "s3://" + name);
      print(created == null ? event : event.put("created", created.toString()));
    } else {
      String time = created == null ? NO_TIME : TIME.format(created);
      console.print(time + "  s3://" + Escapes.line(name));
    }
  }

  /// Shows that there is a bucket now.
  ///
  /// @param isNew whether it was made, rather than being the caller's already
  public void made(String name, boolean isNew) {
    if (json) {
      print(
          Json.event("made")
              .put("name", name)
              .put("address", "s3://" + name)
              .put("existed", !isNew));
    } else {
      console.print((isNew ? "made: s3://" : "is yours already: s3://") + Escapes.line(name));
    }
  }

  /// Shows what a killed run has left.
  ///
  /// @param kept whether it is still there
  public void leftover(String address, boolean kept) {
    if (json) {
      print(Json.event("leftover").put("address", address).put("removed", !kept));
    } else {
      console.print((kept ? "would remove: " : "removed: ") + Escapes.line(address));
    }
  }

  /// Sums up what killed runs have left.
  public void cleaned(Removed removed, boolean kept) {
    if (json) {
      print(JsonEvents.tidied(removed).put("dryRun", kept));
    } else if (removed.isNothing()) {
      console.print("Nothing to remove.");
    } else {
      console.print((kept ? "Would remove " : "Removed ") + Figures.removed(removed) + ".");
    }
  }

  /// Shows how much there is under an address.
  public void usage(long objects, long bytes, String address) {
    if (json) {
      print(
          Json.event("usage").put("address", address).put("objects", objects).put("bytes", bytes));
    } else {
      console.print(
          "%12s  %12d objects  %s".formatted(size(bytes), objects, Escapes.line(address)));
    }
  }

  /// Whether nobody reads on.
  public boolean isBroken() {
    return console.isBroken();
  }

  private String size(long bytes) {
    return humanReadable ? Figures.bytes(bytes) : Long.toString(bytes);
  }

  private void row(String time, String size, String address) {
    console.print("%s %12s  %s".formatted(time, size, Escapes.line(address)));
  }

  private void print(Json event) {
    console.print(event.end());
  }
}
