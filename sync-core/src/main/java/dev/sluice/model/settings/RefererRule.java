package dev.sluice.model.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// That whoever comes from a page of certain sites, by what his browser says, may read every object
/// of a bucket.
///
/// @param bucket its name
/// @param partition of the services among which it is: `aws`, `aws-cn`
/// @param sites the hosts of the pages, such as `example.org`; `*.example.org` for all below
public record RefererRule(String bucket, String partition, List<String> sites) {

  /// The name of its statement in a policy.
  public static final String SID = "SluiceReferer";

  private static final Pattern SITE =
      Pattern.compile(
          "(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
              + "(?::[0-9]{1,5})?",
          Pattern.CASE_INSENSITIVE);

  /// Copies the sites.
  public RefererRule {
    sites = List.copyOf(sites);
  }

  /// One for a bucket, by where it is.
  public static RefererRule of(BucketSettings settings, List<String> sites) {
    String region = settings.region() instanceof Setting.Is<String>(String named) ? named : "";
    return new RefererRule(settings.bucket(), partition(region), sites);
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /// Whether a text names a site, and nothing that a policy would take for more.
  public static boolean isSite(String text) {
    return text.length() < 254 && SITE.matcher(text).matches();
  }

  Json.Document statement() {
    List<String> pages =
        sites.stream()
            .flatMap(site -> Stream.of("http://" + site + "/*", "https://" + site + "/*"))
            .toList();
    return Json.of("Sid", Json.of(SID))
        .with("Effect", Json.of("Allow"))
        .with("Principal", Json.of("*"))
        .with("Action", Json.of("s3:GetObject"))
        .with("Resource", Json.of("arn:" + partition + ":s3:::" + bucket + "/*"))
        .with("Condition", Json.of("StringLike", Json.of("aws:Referer", Json.texts(pages))));
  }

  /// The sites that the statement of such a rule names in a policy; none where there is none.
  public static List<String> sitesOf(Json.Document policy) {
    for (Json each : policy.elements("Statement")) {
      if (each instanceof Json.Document statement
          && statement.member("Sid").filter(sid -> sid.isText(SID)).isPresent()
          && statement.member("Condition").orElse(null) instanceof Json.Document condition
          && condition.member("StringLike").orElse(null) instanceof Json.Document like) {
        return like.member("aws:Referer").flatMap(Json::asTexts).orElse(List.of()).stream()
            .map(page -> page.replaceFirst("^https?://", "").replaceFirst("/\\*$", ""))
            .distinct()
            .toList();
      }
    }
    return List.of();
  }

  /// What would make it void.
  ///
  /// @param block the bucket's public access block, as it will be
  /// @return the names of the switches that are on; empty where none is
  public static Optional<String> voidedBy(Json.Document block) {
    List<String> switches = new ArrayList<>();
    for (String each : List.of("BlockPublicPolicy", "RestrictPublicBuckets")) {
      if (block.member(each).filter(Json.of(true)::equals).isPresent()) {
        switches.add(each);
      }
    }
    return switches.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", switches));
  }
}
