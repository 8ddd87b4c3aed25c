package dev.sluice.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import dev.sluice.model.json.JsonReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketSettingsTest {

  private static final Wish.Whole NO_CORS = new Wish.Whole(BucketSetting.CORS, null);

  static BucketSettings nothingSet() {
    Map<BucketSetting, Setting<Json.Document>> all = new EnumMap<>(BucketSetting.class);
    for (BucketSetting setting : BucketSetting.values()) {
      all.put(setting, new Setting.None<>());
    }
    return new BucketSettings("b", new Setting.None<>(), all);
  }

  static Json.Document json(String text) {
    try {
      return (Json.Document) JsonReader.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  private static BucketSettings with(BucketSetting setting, String document) {
    return nothingSet().with(setting, new Setting.Is<>(json(document)));
  }

  private static Json.Document changed(BucketSettings from, Wish... wishes) {
    SettingsPlan plan = from.planFor(List.of(wishes));
    assertThat(plan.obstacles()).isEmpty();
    assertThat(plan.changes()).hasSize(1);
    SettingChange change = plan.changes().getFirst();
    assertThat(
            from.with(change.setting(), new Setting.Is<>(change.to()))
                .planFor(List.of(wishes))
                .isEmpty())
        .as("nothing is left to do")
        .isTrue();
    return change.to();
  }

  private static void assertNothingToDo(BucketSettings settings, Wish... wishes) {
    assertThat(settings.planFor(List.of(wishes))).isEqualTo(new SettingsPlan(List.of(), List.of()));
  }

  @Test
  void a_rule_comes_beside_those_of_others_and_in_the_place_of_its_own_earlier_one() {
    BucketSettings settings =
        with(
            BucketSetting.LIFECYCLE,
            "{'Rules':[{'ID':'theirs','Status':'Enabled','Filter':{'Prefix':'t/'}},"
                + "{'ID':'sluice-abort-uploads','Status':'Disabled','Filter':{}}]}");

    Json.Document to =
        changed(settings, Wishes.abortUploadsAfter(7), Wishes.expireOldVersionsAfter(30));

    assertThat(to)
        .isEqualTo(
            json(
                "{'Rules':[{'ID':'theirs','Status':'Enabled','Filter':{'Prefix':'t/'}},"
                    + "{'ID':'sluice-abort-uploads','Status':'Enabled','Filter':{'Prefix':''},"
                    + "'AbortIncompleteMultipartUpload':{'DaysAfterInitiation':7}},"
                    + "{'ID':'sluice-expire-old-versions','Status':'Enabled','Filter':{'Prefix':''},"
                    + "'NoncurrentVersionExpiration':{'NoncurrentDays':30}}]}"));
  }

  @Test
  void beside_rules_of_the_old_form_a_rule_has_the_old_form() {
    assertThat(
            changed(
                    with(
                        BucketSetting.LIFECYCLE,
                        "{'Rules':[{'ID':'a','Status':'Enabled','Prefix':'a/'}]}"),
                    Wishes.abortUploadsAfter(7))
                .elements("Rules")
                .getLast())
        .isEqualTo(
            json(
                "{'ID':'sluice-abort-uploads','Status':'Enabled','Prefix':'',"
                    + "'AbortIncompleteMultipartUpload':{'DaysAfterInitiation':7}}"));
  }

  @Test
  void a_statement_comes_beside_those_of_others_and_in_the_place_of_its_own_earlier_one() {
    BucketSettings settings =
        with(
            BucketSetting.POLICY,
            "{'Version':'2008-10-17','Statement':{'Sid':'Theirs','Effect':'Deny'}}");
    RefererRule rule = RefererRule.of(settings, List.of("example.org"));

    Json.Document to = changed(settings, Wishes.referer(rule));

    assertThat(to.members().get("Version")).isEqualTo(Json.of("2008-10-17"));
    assertThat(to.elements("Statement"))
        .containsExactly(
            json("{'Sid':'Theirs','Effect':'Deny'}"),
            json(
                "{'Sid':'SluiceReferer','Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
                    + "'Resource':'arn:aws:s3:::b/*','Condition':{'StringLike':{'aws:Referer':"
                    + "['http://example.org/*','https://example.org/*']}}}"));

    Json.Document other =
        changed(
            settings.with(BucketSetting.POLICY, new Setting.Is<>(to)),
            Wishes.referer(RefererRule.of(settings, List.of("example.com"))));
    assertThat(other.elements("Statement")).hasSize(2);
    assertThat(other.toString()).contains("example.com").doesNotContain("example.org");
  }

  @Test
  void in_other_partitions_a_policy_names_buckets_as_they_do() {
    BucketSettings china =
        new BucketSettings("b", new Setting.Is<>("cn-north-1"), nothingSet().all());

    assertThat(RefererRule.of(china, List.of("example.cn")).statement().toString())
        .contains("arn:aws-cn:s3:::b/*");
  }

  @Test
  void only_hosts_are_sites() {
    assertThat(List.of("example.org", "*.example.org", "localhost:8080", "xn--bcher-kva.example"))
        .allMatch(RefererRule::isSite);
    assertThat(
            List.of(
                "",
                "*",
                "*.",
                "a b",
                "example.org/",
                "https://example.org",
                "exam*ple.org",
                "${aws:x}.org",
                "bücher.example",
                "-a.org",
                "a..b",
                "a\"b"))
        .noneMatch(RefererRule::isSite);
  }

  @Test
  void what_means_the_same_in_other_words_is_no_change() {
    assertNothingToDo(
        nothingSet(), Wishes.publicAccessBlock(false), Wishes.ownership("ObjectWriter"));
    assertNothingToDo(
        with(
            BucketSetting.ENCRYPTION,
            "{'Rules':[{'ApplyServerSideEncryptionByDefault':{'SSEAlgorithm':'AES256'},"
                + "'BucketKeyEnabled':false}]}"),
        Wishes.encryption(null));
    assertNothingToDo(
        with(
            BucketSetting.POLICY,
            "{'Statement':{'Sid':'A','Principal':{'AWS':'*'},'Action':['s3:GetObject'],"
                + "'Effect':'Allow','Condition':{'Bool':{'aws:SecureTransport':true}}}}"),
        new Wish.Whole(
            BucketSetting.POLICY,
            json(
                "{'Statement':[{'Condition':{'Bool':{'aws:SecureTransport':'true'}},'Sid':'A',"
                    + "'Effect':'Allow','Principal':'*','Action':'s3:GetObject'}]}")));
    assertNothingToDo(
        with(BucketSetting.TAGS, "{'TagSet':[{'Key':'b','Value':'2'},{'Key':'a','Value':'1'}]}"),
        Wishes.tags(Map.of("a", "1")));
    assertNothingToDo(
        with(
            BucketSetting.CORS,
            "{'CORSRules':[{'AllowedOrigins':['*'],'AllowedMethods':['HEAD','GET'],"
                + "'AllowedHeaders':['*'],'ExposeHeaders':['ETag'],'MaxAgeSeconds':3000}]}"),
        Wishes.cors(List.of("*")));
  }

  @Test
  void the_order_of_cors_rules_and_an_empty_condition_are_a_difference() {
    assertThat(
            with(BucketSetting.CORS, "{'CORSRules':[{'ID':'a'},{'ID':'b'}]}")
                .planFor(
                    List.of(
                        new Wish.Whole(
                            BucketSetting.CORS, json("{'CORSRules':[{'ID':'b'},{'ID':'a'}]}"))))
                .changes())
        .hasSize(1);
    assertThat(
            with(BucketSetting.POLICY, "{'Statement':[{'Condition':{'A':{'b':''}}}]}")
                .planFor(
                    List.of(
                        new Wish.Whole(
                            BucketSetting.POLICY, json("{'Statement':[{'Condition':{}}]}"))))
                .changes())
        .hasSize(1);
  }

  @Test
  void nothing_is_ever_removed() {
    assertThat(with(BucketSetting.CORS, "{'CORSRules':[{'ID':'a'}]}").planFor(List.of(NO_CORS)))
        .satisfies(plan -> assertThat(plan.changes()).isEmpty())
        .satisfies(plan ->
            assertThat(plan.obstacles().getFirst().why())
                .startsWith("it would have to be removed"));
    assertNothingToDo(nothingSet(), NO_CORS);
    // But for what a document can say.
    assertThat(
            changed(
                with(BucketSetting.LOGGING, "{'LoggingEnabled':{'TargetBucket':'l'}}"),
                new Wish.Whole(BucketSetting.LOGGING, null)))
        .isEqualTo(Json.Document.EMPTY);
  }

  @Test
  void what_is_not_known_is_not_written_over_where_others_have_a_part_in_it() {
    BucketSettings hidden =
        nothingSet()
            .with(BucketSetting.POLICY, new Setting.Hidden<>("denied"))
            .with(BucketSetting.LIFECYCLE, new Setting.Hidden<>("denied"))
            .with(BucketSetting.PUBLIC_ACCESS_BLOCK, new Setting.Hidden<>("denied"));

    SettingsPlan plan =
        hidden.planFor(
            List.of(
                Wishes.referer(RefererRule.of(hidden, List.of("a.org"))),
                Wishes.abortUploadsAfter(1),
                Wishes.publicAccessBlock(true)));

    assertThat(plan.obstacles())
        .extracting(SettingObstacle::setting)
        .containsExactly(BucketSetting.POLICY, BucketSetting.LIFECYCLE);
    assertThat(plan.changes())
        .extracting(SettingChange::setting)
        .containsExactly(BucketSetting.PUBLIC_ACCESS_BLOCK);
  }

  @Test
  void what_the_service_has_not_is_an_obstacle_where_it_is_wanted() {
    BucketSettings settings = nothingSet().with(BucketSetting.CORS, new Setting.Unsupported<>());

    assertThat(settings.planFor(List.of(Wishes.cors(List.of("*")))).obstacles())
        .containsExactly(
            new SettingObstacle(
                BucketSetting.CORS, "the service has no such thing for this bucket"));
    assertNothingToDo(settings, NO_CORS);
  }

  @Test
  void a_file_says_what_the_settings_say() throws Exception {
    BucketSettings settings =
        with(BucketSetting.VERSIONING, "{'Status':'Enabled'}")
            .with(BucketSetting.CORS, new Setting.Unsupported<>())
            .with(BucketSetting.POLICY, new Setting.Hidden<>("denied"));

    String file = SettingsFile.lines(settings);

    assertThat(file)
        .contains("\"versioning\": {\n    \"Status\": \"Enabled\"\n  }")
        .contains("\"lifecycle\": null")
        .contains("\"notSupported\": [\"cors\"]")
        .contains("\"policy\": \"denied\"");
    List<Wish> wishes = SettingsFile.read(file, (_, _) -> {});
    assertThat(settings.planFor(wishes).isEmpty()).isTrue();
    assertThat(nothingSet().planFor(wishes).changes())
        .extracting(SettingChange::setting)
        .containsExactly(BucketSetting.VERSIONING);
  }

  @Test
  void a_file_with_something_unknown_is_refused() {
    assertThatThrownBy(() -> SettingsFile.read("{\"versions\":{}}", (_, _) -> {}))
        .hasMessage("there is no setting \"versions\"");
    assertThatThrownBy(() -> SettingsFile.read("[]", (_, _) -> {}))
        .hasMessage("it must be an object");
    assertThatThrownBy(() -> SettingsFile.read("{\"cors\":[]}", (_, _) -> {}))
        .hasMessage("cors: it must be an object, or null");
  }
}
