package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.S3Scheme;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice mb s3://bucket`.
public final class MbCommand implements Callable<Integer> {

  private String location = "";

  private boolean json;

  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public MbCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("mb");
    spec.usageMessage().description("Makes a bucket, in the region of the connection.");
    new OptionGroup(spec)
        .flag("Say so as JSON.", value -> json = value, "--json")
        .argument("s3://BUCKET", "The bucket to make.", value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Location place = FlagValues.location(location);
    if (!S3Scheme.isBucket(place)) {
      throw new UsageException(location + ": write s3://bucket, without a prefix");
    }
    String bucket = place.authority();
    FlagValues.newBucket(bucket);
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    boolean isNew =
        context.interruptibly(() -> {
          try (Stores stores = context.stores(settings)) {
            return stores.buckets().create(bucket);
          }
        });
    Display.lister(context.console(), json, false).made(bucket, isNew);
    return 0;
  }
}
