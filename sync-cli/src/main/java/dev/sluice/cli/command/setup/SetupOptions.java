package dev.sluice.cli.command.setup;

import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.settings.RefererRule;
import dev.sluice.model.settings.SettingsFile;
import dev.sluice.model.settings.Wish;
import dev.sluice.model.settings.Wishes;
import dev.sluice.store.s3.S3BucketSettings;
import dev.sluice.store.s3.S3Scheme;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a user wants a bucket to have set.
final class SetupOptions {

  /// Lifecycle rules reckon in days; more than a century is a slip.
  private static final Pattern DAYS = Pattern.compile("0*[1-9][0-9]{0,4}d?");

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9.\\-\\[\\]:]+", Pattern.CASE_INSENSITIVE);

  /// Far more than all settings of a bucket can have.
  private static final long MOST_FILE_BYTES = 4 << 20;

  private final List<String> cors = new ArrayList<>();
  private final List<String> referers = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private @Nullable String versioning;
  private @Nullable String encryption;
  private @Nullable String ownership;
  private @Nullable String block;
  private @Nullable String abortDays;
  private @Nullable String expireDays;
  private @Nullable String from;

  void declare(OptionGroup own) {
    own.text(
            "FILE",
            "Set what this file says, as  sluice bucket show  prints it; further options go before it.",
            value -> from = value,
            "--from")
        .text(
            "WHOM",
            "Whose web pages may read objects: default for all, an origin such as https://example.org, or a"
                + " file with CORS rules as JSON. May be given several times.",
            cors::add,
            "--cors")
        .text(
            "DOMAIN",
            "Let whoever comes from pages of this site read every object: example.org, *.example.org. May be"
                + " given several times; those that are given are all there are.",
            referers::add,
            "--referer")
        .text(
            "STATE", "Keep versions: on or suspended.", value -> versioning = value, "--versioning")
        .text(
            "HOW",
            "Encrypt new objects: sse-s3, or kms:KEY.",
            value -> encryption = value,
            "--encryption")
        .text(
            "WHOSE",
            "Whose objects are: enforced (the bucket owner's; access control lists are off), preferred, writer.",
            value -> ownership = value,
            "--ownership")
        .text(
            "STATE",
            "Refuse all public access, whatever lists and policies say: on or off.",
            value -> block = value,
            "--block-public-access")
        .text(
            "DAYS",
            "Take back uploads that are unfinished after so many days.",
            value -> abortDays = value,
            "--abort-uploads-after")
        .text(
            "DAYS",
            "Remove versions so many days after they were replaced or deleted.",
            value -> expireDays = value,
            "--expire-old-versions")
        .text(
            "K=V[,K=V]",
            "Tags of the bucket, beside those that it has. May be given several times.",
            tags::add,
            "--tags");
  }

  /// The name of the bucket that a location is.
  static String bucket(String location) throws UsageException {
    Location place = FlagValues.location(location);
    if (!S3Scheme.isBucket(place)) {
      throw new UsageException(location + ": write s3://bucket, without a prefix");
    }
    return place.authority();
  }

  /// The sites from whose pages objects may be read.
  List<String> sites() throws UsageException {
    for (String site : referers) {
      if (!RefererRule.isSite(site)) {
        throw new UsageException(
            "--referer " + site + ": write the site's host alone, such as example.org");
      }
    }
    return List.copyOf(referers);
  }

  /// All that is wanted, but for the sites. Sends nothing.
  ///
  /// @param bucket of which
  List<Wish> wishes(String bucket) throws UsageException {
    List<Wish> wishes = new ArrayList<>();
    if (from != null) {
      wishes.addAll(
          fromFile(
              "--from", from, text -> SettingsFile.read(text, bucket, S3BucketSettings::check)));
    }
    addCors(wishes);
    if (versioning != null) {
      wishes.add(Wishes.versioning(isFirst("--versioning", versioning, "on", "suspended")));
    }
    if (encryption != null) {
      wishes.add(Wishes.encryption(kmsKey(encryption)));
    }
    if (ownership != null) {
      wishes.add(Wishes.ownership(ownershipName(ownership)));
    }
    if (block != null) {
      wishes.add(Wishes.publicAccessBlock(isFirst("--block-public-access", block, "on", "off")));
    }
    if (abortDays != null) {
      wishes.add(Wishes.abortUploadsAfter(days("--abort-uploads-after", abortDays)));
    }
    if (expireDays != null) {
      wishes.add(Wishes.expireOldVersionsAfter(days("--expire-old-versions", expireDays)));
    }
    if (!tags.isEmpty()) {
      wishes.add(Wishes.tags(tagsByName()));
    }
    return wishes;
  }

  private void addCors(List<Wish> wishes) throws UsageException {
    List<String> origins = new ArrayList<>();
    for (String each : cors) {
      if (each.equals("default") || each.equals("*")) {
        origins.add("*");
      } else if (ORIGIN.matcher(each).matches()) {
        origins.add(each);
      } else if (each.startsWith("http://") || each.startsWith("https://")) {
        throw new UsageException(
            "--cors " + each + ": an origin has no path: write https://example.org");
      } else {
        wishes.addAll(
            fromFile(
                "--cors", each, text -> List.of(SettingsFile.cors(text, S3BucketSettings::check))));
      }
    }
    if (!origins.isEmpty()) {
      wishes.add(Wishes.cors(origins));
    }
  }

  /// Reads something from a file's text.
  @FunctionalInterface
  private interface Reading {
    List<Wish> read(String text) throws JsonException;
  }

  private static List<Wish> fromFile(String flag, String name, Reading reading)
      throws UsageException {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > MOST_FILE_BYTES) {
        throw new UsageException(flag + " " + name + ": it is too large for settings");
      }
      return reading.read(Files.readString(file));
    } catch (JsonException e) {
      throw new UsageException(flag + " " + name + ": " + e.getMessage());
    } catch (NoSuchFileException | InvalidPathException _) {
      throw new UsageException(flag + " " + name + ": there is no such file");
    } catch (CharacterCodingException _) {
      throw new UsageException(flag + " " + name + ": it is no text");
    } catch (IOException e) {
      throw new UsageException(flag + " " + name + ": it cannot be read: " + e.getMessage());
    }
  }

  private static boolean isFirst(String flag, String value, String first, String second)
      throws UsageException {
    if (!value.equals(first) && !value.equals(second)) {
      throw new UsageException(flag + " " + value + ": write " + first + " or " + second);
    }
    return value.equals(first);
  }

  private static @Nullable String kmsKey(String value) throws UsageException {
    if (value.equals("sse-s3")) {
      return null;
    }
    if (value.startsWith("kms:") && !value.substring("kms:".length()).isBlank()) {
      return value.substring("kms:".length());
    }
    throw new UsageException("--encryption " + value + ": write sse-s3 or kms:KEY");
  }

  private static String ownershipName(String value) throws UsageException {
    return switch (value) {
      case "enforced" -> "BucketOwnerEnforced";
      case "preferred" -> "BucketOwnerPreferred";
      case "writer" -> "ObjectWriter";
      default ->
          throw new UsageException(
              "--ownership " + value + ": write enforced, preferred or writer");
    };
  }

  private static int days(String flag, String value) throws UsageException {
    if (!DAYS.matcher(value).matches()) {
      throw new UsageException(flag + " " + value + ": write a number of days, from 1");
    }
    return Integer.parseInt(value.replace("d", ""));
  }

  private Map<String, String> tagsByName() throws UsageException {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String each : String.join(",", tags).split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--tags " + each + ": write name=value");
      }
      byName.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return byName;
  }
}
