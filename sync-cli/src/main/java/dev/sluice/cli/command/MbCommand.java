package dev.sluice.cli.command;

import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.Values;
import dev.sluice.cli.output.Lister;
import dev.sluice.engine.UsageException;
import dev.sluice.model.Location;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sluice mb s3://bucket`.
@Command(name = "mb", description = "Makes a bucket, in the region of the connection.")
public final class MbCommand implements Callable<Integer> {

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket to make.")
  private String location = "";

  @Option(names = "--json", description = "Say so as JSON.")
  private boolean json;

  @Mixin private final ConnectionFlags connection = new ConnectionFlags();
  @Mixin final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public MbCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    if (!(Values.location(location) instanceof Location.S3(String bucket, String key))
        || !key.isEmpty()) {
      throw new UsageException(location + ": write s3://bucket, without a prefix");
    }
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    surroundings.interruptibly(() -> {
      try (Stores stores = new Stores(settings)) {
        stores.buckets().create(bucket);
        return bucket;
      }
    });
    new Lister(surroundings.console(), json, false).made(bucket);
    return 0;
  }
}
