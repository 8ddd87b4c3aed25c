package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `sluice demo` carries out. The program itself has none, since a demo brings an S3 server
/// with it: it is looked for on the class path, as a service.
public interface Demonstration {

  /// Shows the program at work, and removes everything that it made.
  ///
  /// @param context of the command
  /// @param folder what to show it with, which stays as it is; null for files of the demo's own
  /// @param keep whether to stay, at the end, until interrupted
  /// @return the exit code
  int show(CommandContext context, @Nullable Path folder, boolean keep)
      throws IOException, InterruptedException;
}
