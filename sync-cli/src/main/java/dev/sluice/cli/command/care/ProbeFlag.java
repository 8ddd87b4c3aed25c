package dev.sluice.cli.command.care;

import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.UsageException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Of how many objects an audit asks without credentials.
final class ProbeFlag {

  private static final Pattern SIZE = Pattern.compile("[0-9]+|all");
  private static final String USUAL = "100";
  private static final int MOST = 100_000;

  private @Nullable String size;

  /// Declares it.
  void declare(OptionGroup own) {
    own.optionalText(
        "N",
        "Ask for so many objects without credentials, 100 unless said, or for all, and hold what the"
            + " service answers against what is set.",
        SIZE,
        USUAL,
        value -> size = value,
        "--probe");
  }

  /// How many; 0 where none, [Integer#MAX_VALUE] for all.
  ///
  /// @throws UsageException if it is out of its range
  int size() throws UsageException {
    if (size == null) {
      return 0;
    }
    if (size.equals("all")) {
      return Integer.MAX_VALUE;
    }
    int number = size.length() > 6 ? 0 : Integer.parseInt(size);
    if (number < 1 || number > MOST) {
      throw new UsageException("--probe " + size + ": from 1 to " + MOST + ", or all");
    }
    return number;
  }
}
