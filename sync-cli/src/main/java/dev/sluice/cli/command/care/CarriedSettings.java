package dev.sluice.cli.command.care;

import dev.sluice.cli.output.StepReporter;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.Carrying;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.model.settings.SettingsPlan;
import dev.sluice.model.settings.Wish;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3BucketSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The settings of a bucket that another one gets: those that the contents need before they are
/// copied, and those that would act on the copying after it.
///
/// @param old what the bucket has set
/// @param carrying what of it the other one can have
/// @param steps are told
record CarriedSettings(BucketSettings old, Carrying carrying, StepReporter steps) {

  /// What would tell somebody of each copy, log it, expire it, or be in its way.
  private static final Set<BucketSetting> AFTER_COPYING =
      Set.of(
          BucketSetting.POLICY,
          BucketSetting.LIFECYCLE,
          BucketSetting.LOGGING,
          BucketSetting.NOTIFICATIONS,
          BucketSetting.REQUEST_PAYMENT,
          BucketSetting.ACCELERATION);

  static CarriedSettings of(BucketSettings old, String to, StepReporter steps) {
    return new CarriedSettings(old, Carrying.of(old, to), steps);
  }

  /// Says what the other bucket gets, and what it cannot have.
  void tell() {
    for (Wish wish : carrying.wishes()) {
      if (old.get(wish.setting()) instanceof Setting.Is<Json.Document>) {
        steps.step(
            "setting",
            "  set: " + wish.setting().text(),
            Map.of("setting", wish.setting().key(), "carried", true));
      }
    }
    carrying.left().forEach(this::tell);
  }

  private void tell(SettingObstacle left) {
    steps.step(
        "setting",
        "  not carried: " + left.setting().text() + ": " + left.why(),
        Map.of("setting", left.setting().key(), "carried", false, "message", left.why()));
  }

  /// Sets what comes before the contents.
  ///
  /// @param keepsVersions whether versions are to be kept while contents are copied, whatever is to
  ///   be in the end
  void setBefore(S3BucketSettings of, boolean keepsVersions)
      throws StoreException, InterruptedException {
    Wish enabled = new Wish.Whole(BucketSetting.VERSIONING, Json.of("Status", Json.of("Enabled")));
    set(
        of,
        carrying.wishes().stream()
            .filter(wish -> !AFTER_COPYING.contains(wish.setting()))
            .map(wish ->
                keepsVersions && wish.setting() == BucketSetting.VERSIONING ? enabled : wish)
            .toList());
  }

  /// Sets the rest, when the contents are there.
  void setAfter(S3BucketSettings of) throws StoreException, InterruptedException {
    set(of, carrying.wishes());
  }

  private void set(S3BucketSettings of, List<Wish> wishes)
      throws StoreException, InterruptedException {
    SettingsPlan plan = of.read().planFor(wishes);
    for (SettingChange change : plan.changes()) {
      Optional<SettingObstacle> obstacle = of.apply(change);
      if (obstacle.isPresent()) {
        steps.left(text(obstacle.get()));
      } else {
        steps.step(
            "set",
            "Set " + change.setting().text() + ".",
            Map.of("setting", change.setting().key()));
      }
    }
    plan.obstacles().forEach(each -> steps.left(text(each)));
  }

  /// What would be set of a bucket that has had contents of its own. Whether it keeps versions does
  /// not count: that is another while it is copied to.
  List<String> toBeSet(S3BucketSettings of) throws StoreException, InterruptedException {
    return of.read().planFor(carrying.wishes()).changes().stream()
        .map(SettingChange::setting)
        .filter(setting -> setting != BucketSetting.VERSIONING)
        .map(BucketSetting::text)
        .toList();
  }

  /// What the other bucket does not have as it ought to.
  List<String> differences(S3BucketSettings of) throws StoreException, InterruptedException {
    SettingsPlan plan = of.read().planFor(carrying.wishes());
    return Stream.concat(
            plan.changes().stream().map(each -> each.setting().text() + " is another"),
            plan.obstacles().stream().map(CarriedSettings::text))
        .toList();
  }

  private static String text(SettingObstacle obstacle) {
    return obstacle.setting().text() + ": " + obstacle.why();
  }
}
