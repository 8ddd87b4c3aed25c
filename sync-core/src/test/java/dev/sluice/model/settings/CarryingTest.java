package dev.sluice.model.settings;

import static dev.sluice.model.settings.BucketSettingsTest.json;
import static dev.sluice.model.settings.BucketSettingsTest.nothingSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarryingTest {

  private static Json.Document carried(BucketSetting setting, String document) {
    Carrying carrying =
        Carrying.of(nothingSet().with(setting, new Setting.Is<>(json(document))), "new");
    return carrying.wishes().stream()
        .filter(each -> each.setting() == setting)
        .map(each -> ((Wish.Whole) each).document())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_policy_names_the_new_bucket_where_it_named_the_old_one_and_no_other() {
    assertThat(
            carried(
                BucketSetting.POLICY,
                "{'Statement':[{'Resource':['arn:aws:s3:::b','arn:aws-cn:s3:::b/*','arn:aws:s3:::bb/*',"
                    + "'arn:aws:s3:::other/b'],'Sid':'b','Condition':{'ArnLike':"
                    + "{'aws:SourceArn':'arn:aws:s3:::b'}}}]}"))
        .isEqualTo(
            json(
                "{'Statement':[{'Resource':['arn:aws:s3:::new','arn:aws-cn:s3:::new/*','arn:aws:s3:::bb/*',"
                    + "'arn:aws:s3:::other/b'],'Sid':'b','Condition':{'ArnLike':"
                    + "{'aws:SourceArn':'arn:aws:s3:::new'}}}]}"));
  }

  @Test
  void a_bucket_that_keeps_its_own_log_does_so_under_its_new_name() {
    assertThat(
            carried(
                BucketSetting.LOGGING,
                "{'LoggingEnabled':{'TargetBucket':'b','TargetPrefix':'log/'}}"))
        .isEqualTo(json("{'LoggingEnabled':{'TargetBucket':'new','TargetPrefix':'log/'}}"));
    assertThat(carried(BucketSetting.LOGGING, "{'LoggingEnabled':{'TargetBucket':'logs'}}"))
        .isEqualTo(json("{'LoggingEnabled':{'TargetBucket':'logs'}}"));
  }

  @Test
  void what_cannot_be_carried_is_named() {
    BucketSettings settings =
        nothingSet()
            .with(BucketSetting.REPLICATION, new Setting.Is<>(json("{'Role':'r'}")))
            .with(BucketSetting.CORS, new Setting.Hidden<>("denied"))
            .with(BucketSetting.WEBSITE, new Setting.Unsupported<>())
            .with(
                BucketSetting.VERSIONING,
                new Setting.Is<>(json("{'Status':'Enabled','MFADelete':'Enabled'}")))
            .with(
                BucketSetting.TAGS,
                new Setting.Is<>(
                    json("{'TagSet':[{'Key':'aws:x','Value':'1'},{'Key':'mine','Value':'2'}]}")));

    Carrying carrying = Carrying.of(settings, "new");

    assertThat(carrying.left())
        .extracting(SettingObstacle::setting)
        .containsExactly(
            BucketSetting.VERSIONING,
            BucketSetting.CORS,
            BucketSetting.TAGS,
            BucketSetting.REPLICATION);
    assertThat(carrying.wishes())
        .contains(
            new Wish.Whole(BucketSetting.VERSIONING, json("{'Status':'Enabled'}")),
            new Wish.Whole(BucketSetting.TAGS, json("{'TagSet':[{'Key':'mine','Value':'2'}]}")));
  }

  @Test
  void a_new_bucket_that_is_closed_is_opened_as_far_as_the_old_one_is() {
    BucketSettings closed =
        nothingSet()
            .with(BucketSetting.PUBLIC_ACCESS_BLOCK, new Setting.Is<>(BucketSetting.block(true)))
            .with(
                BucketSetting.OWNERSHIP,
                new Setting.Is<>(BucketSetting.ownership("BucketOwnerEnforced")));

    List<Wish> wishes = Carrying.of(nothingSet(), "new").wishes();

    assertThat(closed.planFor(wishes).changes())
        .extracting(SettingChange::to)
        .containsExactly(BucketSetting.ownership("ObjectWriter"), BucketSetting.block(false));
    assertThat(nothingSet().planFor(wishes).isEmpty()).isTrue();
  }
}
