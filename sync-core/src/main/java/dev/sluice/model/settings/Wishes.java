package dev.sluice.model.settings;

import dev.sluice.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people want of a bucket's settings most often.
public final class Wishes {

  /// The rule that ends unfinished uploads.
  public static final String ABORT_RULE = "sluice-abort-uploads";

  /// The rule that removes versions that are no longer the latest.
  public static final String EXPIRE_RULE = "sluice-expire-old-versions";

  /// The CORS rule.
  public static final String CORS_RULE = "sluice";

  private static final String RULES = "Rules";
  private static final String CORS_RULES = "CORSRules";
  private static final String FILTER = "Filter";
  private static final String PREFIX = "Prefix";
  private static final String DEFAULT_ENCRYPTION = "ApplyServerSideEncryptionByDefault";

  private Wishes() {}

  /// Whether versions are kept from now on.
  public static Wish versioning(boolean isOn) {
    return new Wish.Part(
        BucketSetting.VERSIONING,
        document -> document.with("Status", Json.of(isOn ? "Enabled" : "Suspended")));
  }

  /// By what new objects are encrypted.
  ///
  /// @param kmsKey null for keys that the service keeps itself
  public static Wish encryption(@Nullable String kmsKey) {
    Json.Document wanted =
        kmsKey == null
            ? Json.of("SSEAlgorithm", Json.of("AES256"))
            : Json.of("SSEAlgorithm", Json.of("aws:kms")).with("KMSMasterKeyID", Json.of(kmsKey));
    return new Wish.Part(
        BucketSetting.ENCRYPTION,
        document -> {
          Json.Document rule =
              !document.elements(RULES).isEmpty()
                      && document.elements(RULES).getFirst() instanceof Json.Document first
                  ? first
                  : Json.Document.EMPTY;
          return document.with(RULES, Json.of(List.of(rule.with(DEFAULT_ENCRYPTION, wanted))));
        });
  }

  /// Whose objects are.
  ///
  /// @param name as the service names it, such as `BucketOwnerEnforced`
  public static Wish ownership(String name) {
    return new Wish.Whole(BucketSetting.OWNERSHIP, BucketSetting.ownership(name));
  }

  /// Whether all public access is refused, whatever lists and policies say.
  public static Wish publicAccessBlock(boolean isOn) {
    return new Wish.Whole(BucketSetting.PUBLIC_ACCESS_BLOCK, BucketSetting.block(isOn));
  }

  /// That uploads which are not finished so many days after they were begun are taken back.
  public static Wish abortUploadsAfter(int days) {
    return lifecycle(
        ABORT_RULE,
        "AbortIncompleteMultipartUpload",
        Json.of("DaysAfterInitiation", Json.of(days)));
  }

  /// That versions are removed so many days after a newer one has come, or they were deleted.
  public static Wish expireOldVersionsAfter(int days) {
    return lifecycle(
        EXPIRE_RULE, "NoncurrentVersionExpiration", Json.of("NoncurrentDays", Json.of(days)));
  }

  private static Wish lifecycle(String id, String action, Json.Document how) {
    return new Wish.Part(
        BucketSetting.LIFECYCLE,
        document -> {
          Json.Document rule =
              Json.of("ID", Json.of(id)).with("Status", Json.of("Enabled")).with(action, how);
          // Services take no rule of the newer form beside one of the older.
          boolean areOfOldForm =
              document.elements(RULES).stream()
                  .anyMatch(each -> has(each, PREFIX) && !has(each, FILTER));
          Json.Document everything =
              areOfOldForm
                  ? rule.with(PREFIX, Json.of(""))
                  : rule.with(FILTER, Json.of(PREFIX, Json.of("")));
          return document.with(
              RULES, merged(document.elements(RULES), everything, named("ID", id)));
        });
  }

  private static boolean has(Json value, String name) {
    return value instanceof Json.Document document && document.members().containsKey(name);
  }

  private static Predicate<Json> named(String name, String value) {
    return each ->
        each instanceof Json.Document document
            && document.member(name).filter(text -> text.isText(value)).isPresent();
  }

  /// With an element in the place of the one that it is the next form of, or at the end.
  private static Json merged(List<Json> elements, Json wanted, Predicate<Json> isEarlierForm) {
    List<Json> merged = new ArrayList<>();
    boolean isThere = false;
    for (Json each : elements) {
      if (!isEarlierForm.test(each)) {
        merged.add(each);
      } else if (!isThere) {
        merged.add(wanted);
        isThere = true;
      }
    }
    if (!isThere) {
      merged.add(wanted);
    }
    return Json.of(merged);
  }

  /// That a bucket has these tags, beside others.
  public static Wish tags(Map<String, String> tags) {
    return new Wish.Part(
        BucketSetting.TAGS,
        document -> {
          Json.Document tagged = document;
          for (Map.Entry<String, String> tag : tags.entrySet()) {
            Json wanted =
                Json.of("Key", Json.of(tag.getKey())).with("Value", Json.of(tag.getValue()));
            tagged =
                tagged.with(
                    "TagSet",
                    merged(tagged.elements("TagSet"), wanted, named("Key", tag.getKey())));
          }
          return tagged;
        });
  }

  /// That pages of these origins may read objects.
  ///
  /// @param origins such as `https://example.org`, or `*` for all
  public static Wish cors(List<String> origins) {
    Json.Document rule =
        Json.of("AllowedHeaders", Json.texts(List.of("*")))
            .with("AllowedMethods", Json.texts(List.of("GET", "HEAD")))
            .with("AllowedOrigins", Json.texts(origins))
            .with("ExposeHeaders", Json.texts(List.of("ETag")))
            .with("MaxAgeSeconds", Json.of(3000));
    Json.Document named = rule.with("ID", Json.of(CORS_RULE));
    return new Wish.Part(
        BucketSetting.CORS,
        document -> {
          List<Json> rules = document.elements(CORS_RULES);
          // Services do not always keep a rule's name.
          boolean isThere = rules.stream().anyMatch(each -> isSame(each, rule));
          return isThere
              ? document
              : document.with(CORS_RULES, merged(rules, named, named("ID", CORS_RULE)));
        });
  }

  private static boolean isSame(Json one, Json.Document another) {
    return one instanceof Json.Document rule
        && Canonical.of(BucketSetting.CORS, rule).equals(Canonical.of(BucketSetting.CORS, another));
  }

  /// That whoever comes from a page of these sites may read every object.
  public static Wish referer(RefererRule rule) {
    return new Wish.Part(
        BucketSetting.POLICY,
        document -> {
          Json.Document policy =
              document.members().containsKey("Version")
                  ? document
                  : document.with("Version", Json.of("2012-10-17"));
          Json statements = policy.member("Statement").orElse(Json.of(List.of()));
          return policy.with(
              "Statement",
              merged(
                  statements instanceof Json.Array(List<Json> each) ? each : List.of(statements),
                  rule.statement(),
                  named("Sid", RefererRule.SID)));
        });
  }
}
