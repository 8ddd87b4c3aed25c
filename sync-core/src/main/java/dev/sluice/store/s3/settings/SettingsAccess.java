package dev.sluice.store.s3.settings;

import dev.sluice.flow.Causes;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.json.JsonReader;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.sdk.BoundedAnswers;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/// Asks for the settings of one bucket, and sets them.
public final class SettingsAccess {

  private final S3Session session;
  private final String bucket;
  private final S3Address address;

  /// @param bucket its name
  public SettingsAccess(S3Session session, String bucket) {
    this.session = session;
    this.bucket = bucket;
    this.address = new S3Address(bucket, null);
  }

  /// All of them.
  ///
  /// @throws StoreException if the service does not answer, of kind [StoreException.Kind#NO_ROOT]
  ///   if there is no such bucket; what may not be read is among the answers
  public BucketSettings all() throws StoreException, InterruptedException {
    Setting<String> region = region(); // what asks first finds out whether there is a bucket
    Map<BucketSetting, Setting<Json.Document>> all = new EnumMap<>(BucketSetting.class);
    for (BucketSetting setting : BucketSetting.values()) {
      all.put(setting, one(setting));
    }
    return new BucketSettings(bucket, region, all);
  }

  private Setting<String> region() throws StoreException, InterruptedException {
    Setting<String> named =
        asked(
            "its region",
            () -> {
              String said =
                  SdkAnswers.understood(() ->
                      session
                          .sdk()
                          .get()
                          .getBucketLocation(b -> b.bucket(bucket))
                          .locationConstraintAsString());
              return said == null || said.isEmpty()
                  ? new Setting.None<>()
                  : new Setting.Is<>(said.equals("EU") ? "eu-west-1" : said);
            });
    return named instanceof Setting.Is<String> ? named : regionOfHead(named);
  }

  /// The oldest region has no name but in a header.
  private Setting<String> regionOfHead(Setting<String> otherwise)
      throws StoreException, InterruptedException {
    Setting<String> said =
        asked(
            "its region",
            () -> {
              try {
                String region =
                    session.sdk().get().headBucket(b -> b.bucket(bucket)).bucketRegion();
                return region == null || region.isEmpty() ? otherwise : new Setting.Is<>(region);
              } catch (AwsServiceException e) {
                if (e.statusCode() < 500) {
                  return otherwise;
                }
                throw e;
              }
            });
    return said instanceof Setting.Is<String> ? said : otherwise;
  }

  /// One of them.
  public Setting<Json.Document> one(BucketSetting setting)
      throws StoreException, InterruptedException {
    return asked(setting.text(), () -> ask(setting));
  }

  private @Nullable Setting<Json.Document> ask(BucketSetting setting) throws FaultException {
    AtomicReference<String> root = new AtomicReference<>("");
    SettingRequests requests =
        new SettingRequests(
            bucket,
            AwsRequestOverrideConfiguration.builder()
                .putExecutionAttribute(BoundedAnswers.ROOT, root)
                .build());
    SdkPojo answer = SdkAnswers.understood(() -> requests.get(session.sdk().get(), setting));
    if (answer instanceof GetBucketPolicyResponse said) {
      return policy(said.policy());
    }
    Json.Document document = Documents.ofAnswer(answer);
    if (!document.members().isEmpty()) {
      return new Setting.Is<>(document);
    }
    if (root.get().equals(SettingRequests.root(setting))) {
      return new Setting.None<>();
    }
    if (isListing(root.get())) {
      return null;
    }
    throw FaultException.corrupt("the answer is not one about " + setting.text());
  }

  private static boolean isListing(String root) {
    return root.startsWith("ListBucket") || root.startsWith("ListAllMyBuckets");
  }

  private static @Nullable Setting<Json.Document> policy(@Nullable String text)
      throws FaultException {
    if (text == null || text.isBlank()) {
      return new Setting.None<>();
    }
    if (text.contains("<ListBucketResult")) {
      return null;
    }
    try {
      if (JsonReader.read(text) instanceof Json.Document document) {
        return new Setting.Is<>(document);
      }
    } catch (JsonException _) {
      // then it is a page of somebody else's
    }
    throw FaultException.corrupt("the policy makes no sense");
  }

  private <T> Setting<T> asked(String what, SettingAnswers.Question<T> question)
      throws StoreException, InterruptedException {
    try {
      return session
          .calls()
          .call(S3Operation.GET_SETTING, address, () -> SettingAnswers.answer(question));
    } catch (StoreException e) {
      return switch (e.kind()) {
        case DENIED, CORRUPT, NOT_FOUND, OTHER ->
            new Setting.Hidden<>(e.getMessage() + " (" + what + ")");
        default -> throw e;
      };
    }
  }

  /// Sets one, and looks whether the service then has it so.
  ///
  /// @return what was in the way; empty where it is set
  /// @throws StoreException if the service does not answer, or the bucket is not there
  public Optional<SettingObstacle> set(SettingChange change)
      throws StoreException, InterruptedException {
    BucketSetting setting = change.setting();
    try {
      SettingRequests.Put request =
          new SettingRequests(bucket, AwsRequestOverrideConfiguration.builder().build())
              .put(setting, change.to());
      session
          .calls()
          .call(
              S3Operation.PUT_SETTING,
              address,
              () -> SdkAnswers.understood(() -> request.send(session.sdk().get())));
    } catch (JsonException e) {
      return obstacle(setting, e.getMessage());
    } catch (StoreException e) {
      AwsServiceException answer = Causes.find(e, AwsServiceException.class);
      if (answer == null || isOfService(e.kind())) {
        throw e;
      }
      return obstacle(
          setting,
          answer.statusCode() == 501 || answer.statusCode() == 405
              ? "the service has no such thing for this bucket"
              : String.valueOf(e.getMessage()));
    }
    return BucketSettings.isAlready(setting, one(setting), change.to())
        ? Optional.empty()
        : obstacle(setting, "the service has taken it, and does not give it back so");
  }

  private static Optional<SettingObstacle> obstacle(BucketSetting setting, @Nullable String why) {
    return Optional.of(new SettingObstacle(setting, String.valueOf(why)));
  }

  /// Whether a failure is not about one setting.
  private static boolean isOfService(StoreException.Kind kind) {
    return switch (kind) {
      case NO_ROOT, UNREACHABLE, BAD_CREDENTIALS, THROTTLED, TRANSIENT -> true;
      default -> false;
    };
  }

  /// Refuses a document that is none of a setting.
  ///
  /// @throws JsonException with what is wrong with it
  public static void check(BucketSetting setting, Json.Document document) throws JsonException {
    new SettingRequests("bucket", AwsRequestOverrideConfiguration.builder().build())
        .put(setting, document);
  }
}
