package dev.sluice.cli.command.setup;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.SettingsLister;
import dev.sluice.model.access.Setting;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.SettingObstacle;
import dev.sluice.report.RunStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice bucket show s3://BUCKET`.
final class BucketShowCommand implements Callable<Integer> {

  private String location = "";

  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  BucketShowCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("show");
    spec.usageMessage()
        .description(
            "Prints all that a bucket has set, as a JSON file that  sluice bucket setup --from"
                + "  takes. What may not be read is named in it, and the exit code is then 2.");
    new OptionGroup(spec)
        .argument("s3://BUCKET", "The bucket to look at.", value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    String bucket = SetupOptions.bucket(location);
    Stores.Settings access = Stores.Settings.reading(connection.access());
    BucketSettings settings =
        context.interruptibly(() -> {
          try (Stores stores = context.stores(access)) {
            return stores.settings(bucket).read();
          }
        });
    SettingsLister lister = Display.settingsLister(context.console(), false);
    lister.settings(settings);
    boolean isAllKnown = true;
    for (BucketSetting setting : BucketSetting.values()) {
      if (settings.get(setting) instanceof Setting.Hidden<?>(String why)) {
        isAllKnown = false;
        lister.obstacle("s3://" + bucket, new SettingObstacle(setting, "may not be read: " + why));
      }
    }
    return (isAllKnown ? RunStatus.OK : RunStatus.PARTIAL).exitCode();
  }
}
