package dev.sluice.cli.output.json;

import dev.sluice.cli.output.StatLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.model.Checksum;
import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.Described;
import dev.sluice.model.stat.FileStat;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.model.stat.ObjectStat;
import dev.sluice.model.stat.Retention;
import dev.sluice.model.stat.WrittenParts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Shows what is known of single objects and files to a program: one JSON object each. What is not
/// known is `null`, and `unknown` says why; what the service has not is among `unsupported`.
public final class JsonStatLister implements StatLister {

  private final Console console;

  /// @param console where to
  public JsonStatLister(Console console) {
    this.console = console;
  }

  /// An object that is written, and what is missing in it.
  private static final class Event {
    private final Json json;
    private final Map<String, String> unknown = new TreeMap<>();
    private final List<String> unsupported = new ArrayList<>();

    Event(Json json) {
      this.json = json;
    }

    /// @return what is set; null where nothing is, or it is not known
    <T> @Nullable T value(String name, Setting<T> setting) {
      switch (setting) {
        case Setting.Is<T>(T value) -> {
          return value;
        }
        case Setting.None<T> _ -> {}
        case Setting.Unsupported<T> _ -> unsupported.add(name);
        case Setting.Hidden<T>(String why) -> unknown.put(name, why);
      }
      return null;
    }

    void texts(String name, Setting<SortedMap<String, String>> setting) {
      SortedMap<String, String> value = value(name, setting);
      if (value != null) {
        json.texts(name, value);
      } else if (setting instanceof Setting.None<?>) {
        json.texts(name, Map.of());
      } else {
        json.put(name, (String) null);
      }
    }

    /// A number, or null where there is none.
    void number(String name, @Nullable Long value) {
      if (value == null) {
        json.put(name, (String) null);
      } else {
        json.put(name, value.longValue());
      }
    }

    void time(String name, @Nullable Instant time) {
      json.put(name, time == null ? null : time.toString());
    }

    String end() {
      return json.texts("unknown", unknown).put("unsupported", unsupported).end();
    }
  }

  @Override
  public void object(ObjectStat stat, String address) {
    Entry entry = stat.entry();
    Event event =
        new Event(
            Json.event("stat")
                .put("key", entry.key().value())
                .put("address", address)
                .put("bytes", entry.sizeBytes())
                .put("modified", entry.modifiedTime().toString())
                .put("etag", entry.etag())
                .put("storageClass", entry.storageClass()));
    described(event, event.value("described", stat.described()));
    checksums(event, event.value("checksums", stat.checksums()));
    WrittenParts parts = event.value("parts", stat.parts());
    event.number("parts", parts == null ? null : (long) parts.count());
    event.number("firstPartBytes", parts == null ? null : parts.firstBytes());
    event.texts("tags", stat.tags());
    acl(event, event.value("acl", stat.acl()));
    Retention retention = event.value("retention", stat.retention());
    event.json.put("retention", retention == null ? null : retention.mode());
    event.time("retainedUntil", retention == null ? null : retention.until());
    Boolean isHeld = event.value("legalHold", stat.legalHold());
    if (isHeld == null) {
      event.json.put("legalHold", (String) null);
    } else {
      event.json.put("legalHold", isHeld.booleanValue());
    }
    versions(event, event.value("versions", stat.versions()));
    console.print(event.end());
  }

  private static void described(Event event, @Nullable Described described) {
    if (described == null) {
      return;
    }
    ContentHeaders headers = described.headers();
    event
        .json
        .put("versionId", described.versionId())
        .put("contentType", headers.contentType())
        .put("contentEncoding", headers.contentEncoding())
        .put("contentLanguage", headers.contentLanguage())
        .put("contentDisposition", headers.contentDisposition())
        .put("cacheControl", headers.cacheControl())
        .put("expires", headers.expires())
        .put("redirect", described.redirect())
        .put("encryption", described.encryption().algorithm())
        .put("kmsKeyId", described.encryption().kmsKeyId())
        .put("customerAlgorithm", described.encryption().customerAlgorithm())
        .put("statedMd5", described.statedMd5() == null ? null : described.statedMd5().hex());
    event.time("fileModified", described.fileTime());
    event.json.texts("metadata", described.metadata()).texts("headers", described.others());
  }

  private static void checksums(Event event, @Nullable List<Checksum> sums) {
    Map<String, String> values = new TreeMap<>();
    List<String> composite = new ArrayList<>();
    for (Checksum sum : sums == null ? List.<Checksum>of() : sums) {
      String name = Json.code(sum.algorithm());
      values.put(name, sum.value());
      if (sum.scope() == Checksum.Scope.COMPOSITE) {
        composite.add(name);
      }
    }
    event.json.texts("checksums", values).put("compositeChecksums", composite);
  }

  private static void acl(Event event, @Nullable Acl acl) {
    event.json.put("owner", acl == null ? null : acl.owner().id());
    if (acl == null) {
      event.json.put("acl", (String) null);
    } else {
      event.json.put("acl", acl.grants().stream().map(Grant::toString).toList());
    }
  }

  private static void versions(Event event, @Nullable KeyVersions versions) {
    event.number("versions", versions == null ? null : versions.versions());
    event.number("versionBytes", versions == null ? null : versions.bytes());
    event.number("deleteMarkers", versions == null ? null : versions.deleteMarkers());
    if (versions != null) {
      event
          .json
          .put("allVersionsCounted", versions.isAll())
          .put("latestVersions", versions.latest().stream().map(ObjectVersion::id).toList());
    }
  }

  @Override
  public void file(FileStat stat, Path path) {
    Event event =
        new Event(
            Json.event("stat")
                .put("address", path.toString())
                .put("kind", stat.kind())
                .put("linkTarget", stat.linkTarget())
                .put("bytes", stat.sizeBytes())
                .put("modified", stat.modifiedTime().toString()));
    event.time("changed", stat.changedTime());
    event.time("created", stat.createdTime());
    FileStat.Owner owner = stat.owner();
    event
        .json
        .put("mode", owner == null ? null : owner.mode())
        .put("owner", owner == null ? null : owner.user())
        .put("group", owner == null ? null : owner.group());
    event.number("inode", owner == null ? null : owner.inode());
    event.number("links", owner == null ? null : (long) owner.links());
    Remembered known = event.value("md5", stat.remembered());
    event.json.put("md5", known == null || known.md5() == null ? null : known.md5().hex());
    Map<String, String> inParts = new TreeMap<>();
    if (known != null) {
      known.inParts().forEach(each -> inParts.put(Long.toString(each.partBytes()), each.etag()));
    }
    event.json.texts("etagsInParts", inParts);
    console.print(event.end());
  }
}
