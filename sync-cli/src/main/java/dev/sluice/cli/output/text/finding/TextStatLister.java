package dev.sluice.cli.output.text.finding;

import dev.sluice.care.acl.AclText;
import dev.sluice.cli.output.StatLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.cli.output.text.NumberText;
import dev.sluice.model.Checksum;
import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Encryption;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.Described;
import dev.sluice.model.stat.FileStat;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.model.stat.ObjectStat;
import dev.sluice.model.stat.Retention;
import dev.sluice.model.stat.WrittenParts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows what is known of single objects and files to a person: a line each, and one with the
/// reason for what is not known.
public final class TextStatLister implements StatLister {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String NONE = "none";

  private final Console console;

  /// @param console where to
  public TextStatLister(Console console) {
    this.console = console;
  }

  @Override
  public void object(ObjectStat stat, String address) {
    Entry entry = stat.entry();
    print(address);
    line("size", bytes(entry.sizeBytes()));
    line("written", time(entry.modifiedTime()));
    line("ETag", entry.etag() == null ? "not said" : entry.etag());
    line(
        "storage class",
        entry.storageClass() == null ? "not said, as of what is STANDARD" : entry.storageClass());
    switch (stat.described()) {
      case Setting.Is<Described>(Described described) -> described(described);
      case Setting<Described> unknown -> line("headers and metadata", of(unknown, _ -> "", NONE));
    }
    line("checksums", of(stat.checksums(), TextStatLister::checksums, NONE));
    line("parts", of(stat.parts(), TextStatLister::parts, "written in one go"));
    map("tags", stat.tags());
    line(
        "access control list",
        of(
            stat.acl(),
            (Acl acl) -> AclText.of(acl.grants()) + " (owner: " + acl.owner() + ")",
            NONE));
    line("retention", of(stat.retention(), TextStatLister::retention, NONE));
    line("legal hold", of(stat.legalHold(), isOn -> isOn ? "on" : "off", NONE));
    line("versions", of(stat.versions(), TextStatLister::versions, NONE));
    if (stat.versions() instanceof Setting.Is<KeyVersions>(KeyVersions versions)) {
      versions.latest().forEach(version -> print("    " + version(version)));
    }
  }

  private void described(Described described) {
    lineIfAny("version", described.versionId());
    ContentHeaders headers = described.headers();
    lineIfAny("content type", headers.contentType());
    lineIfAny("content encoding", headers.contentEncoding());
    lineIfAny("content language", headers.contentLanguage());
    lineIfAny("content disposition", headers.contentDisposition());
    lineIfAny("cache control", headers.cacheControl());
    lineIfAny("expires", headers.expires());
    lineIfAny("redirects to", described.redirect());
    line("encryption", encryption(described.encryption()));
    lineIfAny("time of the file", described.fileTime() == null ? null : time(described.fileTime()));
    lineIfAny(
        "MD5 in the metadata", described.statedMd5() == null ? null : described.statedMd5().hex());
    described.others().forEach((name, value) -> line(name.substring("x-amz-".length()), value));
    map(
        "metadata",
        described.metadata().isEmpty()
            ? new Setting.None<>()
            : new Setting.Is<>(described.metadata()));
  }

  private static String encryption(Encryption encryption) {
    if (encryption.customerAlgorithm() != null) {
      return encryption.customerAlgorithm() + " with a key that must be sent along (SSE-C)";
    }
    String algorithm = encryption.algorithm();
    String key = encryption.kmsKeyId() == null ? "" : ", key " + encryption.kmsKeyId();
    return algorithm == null ? "not said" : algorithm + key;
  }

  private static String checksums(List<Checksum> sums) {
    return sums.stream()
        .map(sum ->
            sum.algorithm()
                + " "
                + sum.value()
                + (sum.scope() == Checksum.Scope.COMPOSITE ? " (of the parts')" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String parts(WrittenParts parts) {
    return NumberText.count(parts.count()) + ", the first of " + bytes(parts.firstBytes());
  }

  private static String retention(Retention retention) {
    Instant until = retention.until();
    return retention.mode() + " until " + (until == null ? "a time that is not said" : time(until));
  }

  private static String versions(KeyVersions versions) {
    return (versions.isAll() ? "" : "the latest ")
        + NumberText.count(versions.versions())
        + ", "
        + bytes(versions.bytes())
        + "; "
        + NumberText.count(versions.deleteMarkers(), "delete marker", "delete markers")
        + (versions.isAll() ? "" : "; there are more");
  }

  private static String version(ObjectVersion version) {
    return version.id()
        + ", "
        + time(version.modifiedTime())
        + ", "
        + (version.isDeleteMarker() ? "delete marker" : bytes(version.sizeBytes()))
        + (version.isLatest() ? ", latest" : "");
  }

  @Override
  public void file(FileStat stat, Path path) {
    print(path.toString());
    String target = stat.linkTarget();
    line("kind", stat.kind() + (target == null ? "" : " to " + target));
    line("size", bytes(stat.sizeBytes()));
    line("modified", time(stat.modifiedTime()));
    lineIfAny("changed", stat.changedTime() == null ? null : time(stat.changedTime()));
    lineIfAny("made", stat.createdTime() == null ? null : time(stat.createdTime()));
    FileStat.Owner owner = stat.owner();
    if (owner != null) {
      line("mode", owner.mode());
      line("owner", owner.user() + ", group " + owner.group());
      line("inode", owner.inode() + ", " + NumberText.count(owner.links(), "name", "names"));
    }
    line(
        "remembered MD5",
        of(stat.remembered(), TextStatLister::remembered, "none in the hash cache"));
  }

  private static String remembered(Remembered remembered) {
    String md5 = remembered.md5() == null ? "none of the whole" : remembered.md5().hex();
    return md5
        + remembered.inParts().stream()
            .map(each -> ", in parts of " + bytes(each.partBytes()) + " " + each.etag())
            .collect(Collectors.joining());
  }

  private static <T> String of(Setting<T> setting, Function<T, String> text, String none) {
    return switch (setting) {
      case Setting.Is<T>(T value) -> text.apply(value);
      case Setting.None<T> _ -> none;
      case Setting.Unsupported<T> _ -> "the service has no such thing";
      case Setting.Hidden<T>(String why) -> "not known: " + why;
    };
  }

  private void map(String name, Setting<SortedMap<String, String>> setting) {
    line(name, of(setting, map -> NumberText.count(map.size()), NONE));
    if (setting instanceof Setting.Is<SortedMap<String, String>>(var map)) {
      for (Map.Entry<String, String> each : map.entrySet()) {
        print("    " + each.getKey() + ": " + each.getValue());
      }
    }
  }

  private static String bytes(long bytes) {
    return bytes < 1024
        ? NumberText.count(bytes, "byte", "bytes")
        : NumberText.count(bytes, "byte", "bytes") + " (" + NumberText.bytes(bytes) + ")";
  }

  private static String time(Instant time) {
    return TIME.format(time) + " UTC";
  }

  private void lineIfAny(String name, @Nullable String value) {
    if (value != null) {
      line(name, value);
    }
  }

  private void line(String name, String value) {
    print("  " + name + ": " + value);
  }

  private void print(String text) {
    console.print(Escapes.line(text));
  }
}
