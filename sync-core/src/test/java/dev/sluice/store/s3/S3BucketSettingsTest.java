package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.json.JsonReader;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class S3BucketSettingsTest {

  private static final List<String> SUB_RESOURCES =
      List.of(
          "accelerate",
          "cors",
          "encryption",
          "lifecycle",
          "logging",
          "notification",
          "object-lock",
          "ownershipControls",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "tagging",
          "website");

  private EmbeddedS3 s3;
  private S3BucketSettings settings;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3();
    settings = new S3BucketSettings(s3.connect(), BUCKET);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private static Json.Document json(String text) throws JsonException {
    return (Json.Document) JsonReader.read(text.replace('\'', '"'));
  }

  @Test
  void a_new_bucket_has_nothing_set() throws Exception {
    BucketSettings read = settings.read();

    assertThat(read.region()).isEqualTo(new Setting.Is<>("us-east-1"));
    assertThat(read.all().values()).hasSize(15).allMatch(Setting.None.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VERSIONING|{'Status':'Enabled'}",
        "ENCRYPTION|{'Rules':[{'ApplyServerSideEncryptionByDefault':{'SSEAlgorithm':'aws:kms',"
            + "'KMSMasterKeyID':'arn:aws:kms:k'},'BucketKeyEnabled':true}]}",
        "OWNERSHIP|{'Rules':[{'ObjectOwnership':'BucketOwnerPreferred'}]}",
        "PUBLIC_ACCESS_BLOCK|{'BlockPublicAcls':true,'IgnorePublicAcls':false,"
            + "'BlockPublicPolicy':true,'RestrictPublicBuckets':false}",
        "CORS|{'CORSRules':[{'ID':'a','AllowedHeaders':['*'],'AllowedMethods':['GET','PUT'],"
            + "'AllowedOrigins':['https://a.example'],'ExposeHeaders':['ETag'],"
            + "'MaxAgeSeconds':3000}]}",
        "POLICY|{'Version':'2012-10-17','Statement':[{'Sid':'A','Effect':'Allow','Principal':'*',"
            + "'Action':['s3:GetObject'],'Resource':'arn:aws:s3:::bucket/*'}]}",
        "LIFECYCLE|{'Rules':[{'ID':'a <&> b','Filter':{'And':{'Prefix':'p/','Tags':[{'Key':'k',"
            + "'Value':'v'}],'ObjectSizeGreaterThan':5000000000}},'Status':'Enabled',"
            + "'Transitions':[{'Days':30,'StorageClass':'GLACIER'}],"
            + "'NoncurrentVersionExpiration':{'NoncurrentDays':3,'NewerNoncurrentVersions':2}},"
            + "{'Expiration':{'Date':'2030-01-31T00:00:00Z'},'ID':'d','Filter':{'Prefix':'x'},"
            + "'Status':'Disabled'}]}",
        "TAGS|{'TagSet':[{'Key':'a','Value':'ä'},{'Key':'b','Value':''}]}",
        "WEBSITE|{'IndexDocument':{'Suffix':'index.html'},'RoutingRules':[{'Condition':"
            + "{'HttpErrorCodeReturnedEquals':'404'},'Redirect':{'HostName':'h'}}]}",
        "LOGGING|{'LoggingEnabled':{'TargetBucket':'logs','TargetPrefix':'a/'}}",
        "NOTIFICATIONS|{'QueueConfigurations':[{'Id':'q','QueueArn':'arn:aws:sqs:q','Events':"
            + "['s3:ObjectCreated:*'],'Filter':{'Key':{'FilterRules':[{'Name':'prefix',"
            + "'Value':'p/'}]}}}],'EventBridgeConfiguration':{}}",
        "REQUEST_PAYMENT|{'Payer':'Requester'}",
        "ACCELERATION|{'Status':'Enabled'}",
      })
  void what_is_set_is_read_back(BucketSetting setting, String text) throws Exception {
    Json.Document document = json(text);

    assertThat(settings.apply(new SettingChange(setting, new Setting.None<>(), document)))
        .isEmpty();

    Setting<Json.Document> read = settings.read().get(setting);
    assertThat(read).isInstanceOf(Setting.Is.class);
    assertThat(BucketSettings.isAlready(setting, read, document)).as("%s", read).isTrue();
    assertThat(s3.server.requests().count(Operation.DELETE_BUCKET_CONFIGURATION)).isZero();
  }

  @ParameterizedTest
  @EnumSource(BucketSetting.class)
  void what_the_service_has_not_is_neither_set_nor_unset(BucketSetting setting) throws Exception {
    s3.server
        .faults()
        .on(
            Operation.GET_BUCKET_CONFIGURATION,
            Operation.GET_BUCKET_VERSIONING,
            Operation.GET_BUCKET_POLICY)
        .then(Fault.answer(501, "NotImplemented", "There is no such thing here"));

    assertThat(settings.read(setting)).isInstanceOf(Setting.Unsupported.class);
  }

  @ParameterizedTest
  @EnumSource(BucketSetting.class)
  void an_answer_to_another_question_is_neither_set_nor_unset(BucketSetting setting)
      throws Exception {
    answering("<?xml version=\"1.0\"?><ListBucketResult><Name>bucket</Name></ListBucketResult>");

    assertThat(settings.read(setting)).isInstanceOf(Setting.Unsupported.class);
  }

  @ParameterizedTest
  @EnumSource(BucketSetting.class)
  void a_page_of_somebody_else_is_no_answer(BucketSetting setting) throws Exception {
    answering("<html><body>Sign in</body></html>");

    assertThat(settings.read(setting)).isInstanceOf(Setting.Hidden.class);
  }

  @ParameterizedTest
  @EnumSource(BucketSetting.class)
  void what_may_not_be_read_is_not_known(BucketSetting setting) throws Exception {
    s3.server
        .faults()
        .on(
            Operation.GET_BUCKET_CONFIGURATION,
            Operation.GET_BUCKET_VERSIONING,
            Operation.GET_BUCKET_POLICY)
        .then(Fault.accessDenied());

    assertThat(settings.read(setting)).isInstanceOf(Setting.Hidden.class);
  }

  @ParameterizedTest
  @EnumSource(BucketSetting.class)
  void that_something_else_is_missing_does_not_say_that_it_is_not_set(BucketSetting setting)
      throws Exception {
    s3.server
        .faults()
        .on(
            Operation.GET_BUCKET_CONFIGURATION,
            Operation.GET_BUCKET_VERSIONING,
            Operation.GET_BUCKET_POLICY)
        .then(Fault.answer(404, "NoSuchKey", "There is no such key"));

    assertThat(settings.read(setting)).isInstanceOf(Setting.Hidden.class);
  }

  /// Whatever is asked for.
  private void answering(String text) {
    SUB_RESOURCES.forEach(each -> s3.server.configure(BUCKET, each, "<Empty/>"));
    s3.server.policy(BUCKET, "{\"Statement\":[]}");
    s3.server
        .faults()
        .on(
            Operation.GET_BUCKET_CONFIGURATION,
            Operation.GET_BUCKET_VERSIONING,
            Operation.GET_BUCKET_POLICY)
        .then(Fault.rewrite(answer -> answer.withStatus(200).withText(text)));
  }

  @Test
  void of_a_bucket_that_is_not_there_nothing_is_known() {
    S3BucketSettings absent = new S3BucketSettings(s3.connect(), "absent");

    assertThatThrownBy(absent::read)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ROOT));
  }

  @Test
  void a_change_that_is_refused_is_in_the_way_of_no_other() throws Exception {
    s3.server
        .faults()
        .on(Operation.PUT_BUCKET_VERSIONING)
        .then(Fault.answer(501, "NotImplemented", "There is no such thing here"));
    s3.server.faults().on(Operation.PUT_BUCKET_POLICY).then(Fault.accessDenied());

    assertThat(settings.apply(change(BucketSetting.VERSIONING, "{'Status':'Enabled'}")))
        .contains(
            new SettingObstacle(
                BucketSetting.VERSIONING, "the service has no such thing for this bucket"));
    assertThat(settings.apply(change(BucketSetting.POLICY, "{'Statement':[]}")))
        .hasValueSatisfying(obstacle -> assertThat(obstacle.why()).contains("AccessDenied"));
  }

  private static SettingChange change(BucketSetting setting, String text) throws JsonException {
    return new SettingChange(setting, new Setting.None<>(), json(text));
  }

  @Test
  void what_is_taken_and_not_given_back_is_not_set() throws Exception {
    s3.server
        .faults()
        .on(Operation.GET_BUCKET_VERSIONING)
        .then(Fault.rewrite(answer -> answer.withText("<VersioningConfiguration/>")));

    assertThat(settings.apply(change(BucketSetting.VERSIONING, "{'Status':'Enabled'}")))
        .hasValueSatisfying(obstacle ->
            assertThat(obstacle.why())
                .isEqualTo("the service has taken it, and does not give it back so"));
  }

  @Test
  void a_service_that_is_ill_is_no_matter_of_one_setting() throws Exception {
    s3.server.faults().on(Operation.PUT_BUCKET_VERSIONING).then(Fault.internalError());

    SettingChange change = change(BucketSetting.VERSIONING, "{'Status':'Enabled'}");
    assertThatThrownBy(() -> settings.apply(change)).isInstanceOf(StoreException.class);
  }

  @Test
  void a_document_with_what_there_is_not_is_refused_before_anything_is_sent() throws Exception {
    for (String text :
        List.of(
            "{'CORSRule':[]}",
            "{'CORSRules':{}}",
            "{'CORSRules':['a']}",
            "{'CORSRules':[{'MaxAgeSeconds':'a'}]}",
            "{'CORSRules':[{'MaxAgeSeconds':1.5}]}",
            "{'CORSRules':[{'MaxAgeSeconds':99999999999}]}",
            "{'CORSRules':[{'AllowedMethods':'GET'}]}")) {
      Json.Document document = json(text);
      assertThatThrownBy(() -> S3BucketSettings.check(BucketSetting.CORS, document))
          .as(text)
          .isInstanceOf(JsonException.class);
    }
    assertThatThrownBy(
            () -> S3BucketSettings.check(BucketSetting.CORS, json("{'CORSRules':[{'Origin':1}]}")))
        .hasMessageContaining("there is no \"Origin\"; there are ID, AllowedHeaders");
  }
}
