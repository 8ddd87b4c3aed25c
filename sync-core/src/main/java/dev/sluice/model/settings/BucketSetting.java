package dev.sluice.model.settings;

import dev.sluice.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The settings of a bucket, each of which is one document, in the order in which they are applied:
/// what others depend on comes first.
public enum BucketSetting {
  /// Whose its objects are, and with that whether access control lists have an effect.
  OWNERSHIP("ownership", "object ownership"),
  /// What of public access it refuses.
  PUBLIC_ACCESS_BLOCK("publicAccessBlock", "public access block"),
  /// Whether it keeps versions.
  VERSIONING("versioning", "versioning"),
  /// By what new objects are encrypted.
  ENCRYPTION("encryption", "default encryption"),
  /// Which web pages of other origins may use it.
  CORS("cors", "CORS rules"),
  /// Who may do what.
  POLICY("policy", "policy"),
  /// What is removed, or moved to another storage class, after some time.
  LIFECYCLE("lifecycle", "lifecycle rules"),
  /// Its tags.
  TAGS("tags", "tags"),
  /// Whether it is a web site.
  WEBSITE("website", "web site"),
  /// Where requests are logged.
  LOGGING("logging", "access log"),
  /// Who is told of new and removed objects.
  NOTIFICATIONS("notifications", "notifications"),
  /// Who pays for requests.
  REQUEST_PAYMENT("requestPayment", "payment for requests"),
  /// Whether it is reached by CloudFront's edges.
  ACCELERATION("acceleration", "transfer acceleration"),
  /// What cannot be removed, and how long. Shown; set by hand.
  OBJECT_LOCK("objectLock", "object lock"),
  /// To where objects are copied. Shown; set by hand.
  REPLICATION("replication", "replication");

  private static final List<String> SWITCHES =
      List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

  private final String key;
  private final String text;

  BucketSetting(String key, String text) {
    this.key = key;
    this.text = text;
  }

  /// What it is called in files.
  public String key() {
    return key;
  }

  /// What it is called in lines for the user.
  public String text() {
    return text;
  }

  /// The one of that name in files.
  public static Optional<BucketSetting> named(String key) {
    return Stream.of(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /// Whether it is for the owner to set by hand: it needs a role, or can be set at a bucket's
  /// creation alone.
  public boolean isByHand() {
    return this == OBJECT_LOCK || this == REPLICATION;
  }

  /// The document that means the same as that nothing is set.
  ///
  /// @return empty where there is none, so that only a deletion unsets it
  public Optional<Json.Document> whenNone() {
    return switch (this) {
      case PUBLIC_ACCESS_BLOCK -> Optional.of(block(false));
      case OWNERSHIP -> Optional.of(ownership("ObjectWriter"));
      case LOGGING, NOTIFICATIONS -> Optional.of(Json.Document.EMPTY);
      case REQUEST_PAYMENT -> Optional.of(Json.of("Payer", Json.of("BucketOwner")));
      case VERSIONING,
          ENCRYPTION,
          CORS,
          POLICY,
          LIFECYCLE,
          TAGS,
          WEBSITE,
          ACCELERATION,
          OBJECT_LOCK,
          REPLICATION ->
          Optional.empty();
    };
  }

  /// A public access block with all four switches on, or off.
  public static Json.Document block(boolean isOn) {
    Json.Document block = Json.Document.EMPTY;
    for (String each : SWITCHES) {
      block = block.with(each, Json.of(isOn));
    }
    return block;
  }

  /// Object ownership by its name at the service.
  public static Json.Document ownership(String name) {
    return new Json.Document(
        Map.of("Rules", Json.of(List.of(Json.of("ObjectOwnership", Json.of(name))))));
  }
}
