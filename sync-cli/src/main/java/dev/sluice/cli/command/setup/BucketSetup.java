package dev.sluice.cli.command.setup;

import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.SettingsLister;
import dev.sluice.cli.output.SettingsLister.Progress;
import dev.sluice.cli.output.SettingsLister.Sum;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.RefererRule;
import dev.sluice.model.settings.SettingChange;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.model.settings.SettingsPlan;
import dev.sluice.model.settings.Wish;
import dev.sluice.model.settings.Wishes;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3BucketSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Brings one bucket to what is wanted.
final class BucketSetup {

  private static final String ABOUT_REFERERS =
      "whoever is no browser can forge a Referer: this keeps the pages of other sites from using the"
          + " objects, and nobody who wants to from reading them; and it takes nothing back that access"
          + " control lists give (sluice acl audit)";

  /// Other services than AWS answer with names of their own, whatever region they are asked for.
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]");

  /// What is wanted.
  ///
  /// @param bucket its name
  /// @param create whether it is made if there is none
  /// @param region where it is to be; null where that was not said
  /// @param wishes what it is to have set
  /// @param sites from whose pages every object may be read; empty where nothing is wanted of that
  record Wanted(
      String bucket,
      boolean create,
      @Nullable String region,
      List<Wish> wishes,
      List<String> sites) {}

  private final Stores stores;
  private final SettingsLister lister;
  private final Wanted wanted;
  private final String address;

  BucketSetup(Stores stores, SettingsLister lister, Wanted wanted) {
    this.stores = stores;
    this.lister = lister;
    this.wanted = wanted;
    this.address = "s3://" + wanted.bucket();
  }

  /// Says what is to change, and changes it.
  ///
  /// @param applies whether it does, or only says so
  RunStatus run(boolean applies) throws StoreException, InterruptedException {
    S3BucketSettings access = stores.settings(wanted.bucket());
    BucketSettings settings = read(access, applies);
    boolean isNew = settings == null;
    if (settings == null) {
      settings = BucketSettings.ofNew(wanted.bucket());
    }
    SettingsPlan plan = settings.planFor(wishes(settings));
    if (!wanted.sites().isEmpty()) {
      String voidedBy = voidedBy(settings, plan);
      if (voidedBy != null) {
        lister.obstacle(address, new SettingObstacle(BucketSetting.POLICY, voidedBy));
        return RunStatus.GUARD_REFUSED;
      }
    }
    int obstacles = obstacles(settings, plan);
    plan.changes().forEach(change -> lister.change(address, change, Progress.PLANNED));
    boolean isPolicyChanged =
        plan.changes().stream().anyMatch(change -> change.setting() == BucketSetting.POLICY);
    if (!wanted.sites().isEmpty() && isPolicyChanged) {
      lister.note(ABOUT_REFERERS);
    }
    int made = 0;
    if (applies) {
      made = apply(access, plan);
      obstacles += plan.changes().size() - made;
    }
    int planned = applies ? 0 : plan.changes().size();
    if (!isNew || planned > 0 || obstacles > 0) {
      lister.sum(address, new Sum(planned, made, obstacles));
    }
    if (obstacles > 0) {
      return RunStatus.PARTIAL;
    }
    return planned > 0 || isNew ? RunStatus.DIFFERENT : RunStatus.OK;
  }

  /// What it has set.
  ///
  /// @return null where there is no bucket yet, since nothing is made now
  private @Nullable BucketSettings read(S3BucketSettings access, boolean applies)
      throws StoreException, InterruptedException {
    try {
      return access.read();
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NO_ROOT || !wanted.create()) {
        throw e;
      }
    }
    if (!applies) {
      lister.bucket(address, Progress.PLANNED);
      return null;
    }
    stores.buckets().create(wanted.bucket());
    lister.bucket(address, Progress.MADE);
    return access.read();
  }

  private List<Wish> wishes(BucketSettings settings) {
    List<Wish> wishes = new ArrayList<>(wanted.wishes());
    if (!wanted.sites().isEmpty()) {
      wishes.add(Wishes.referer(RefererRule.of(settings, wanted.sites())));
    }
    return wishes;
  }

  private @Nullable String voidedBy(BucketSettings settings, SettingsPlan plan) {
    Setting<Json.Document> block =
        plan.changes().stream()
            .filter(change -> change.setting() == BucketSetting.PUBLIC_ACCESS_BLOCK)
            .<Setting<Json.Document>>map(change -> new Setting.Is<>(change.to()))
            .findFirst()
            .orElse(settings.get(BucketSetting.PUBLIC_ACCESS_BLOCK));
    return switch (block) {
      case Setting.Is<Json.Document>(Json.Document document) -> {
        Optional<String> switches = RefererRule.voidedBy(document);
        yield switches
            .map(each ->
                "what --referer allows would be void, since the bucket's public access block has "
                    + each
                    + " on: no setting was changed. Add --block-public-access off if the objects may be public")
            .orElse(null);
      }
      case Setting.Hidden<Json.Document> _ -> {
        lister.note(
            "whether a public access block voids what --referer allows may not be read; --check tells");
        yield null;
      }
      case Setting.None<Json.Document> _ -> null;
      case Setting.Unsupported<Json.Document> _ -> null;
    };
  }

  private int obstacles(BucketSettings settings, SettingsPlan plan) {
    int obstacles = plan.obstacles().size();
    plan.obstacles().forEach(obstacle -> lister.obstacle(address, obstacle));
    String region = wanted.region();
    if (region != null
        && settings.region() instanceof Setting.Is<String>(String is)
        && !is.equals(region)
        && REGION.matcher(is).matches()) {
      lister.note(
          address + " is in " + is + " and not in " + region + ": a bucket cannot be moved");
      obstacles++;
    }
    return obstacles;
  }

  /// @return how many changes are made
  private int apply(S3BucketSettings access, SettingsPlan plan)
      throws StoreException, InterruptedException {
    int made = 0;
    for (SettingChange change : plan.changes()) {
      Optional<SettingObstacle> obstacle = access.apply(change);
      if (obstacle.isPresent()) {
        lister.obstacle(address, obstacle.get());
      } else {
        lister.change(address, change, Progress.MADE);
        made++;
      }
    }
    return made;
  }
}
