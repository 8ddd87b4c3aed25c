package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `docs/commands.md` and the program name the same options for the same commands.
final class CommandsDocumentTest {

  private static final Pattern HEADING = Pattern.compile("^## `sluice ?([a-z]*).*`$");
  private static final Pattern OPTION = Pattern.compile("`(--?[A-Za-z][A-Za-z0-9-]*)");

  @Test
  void every_option_is_in_the_document_and_nothing_else() throws IOException {
    assertThat(documented()).isEqualTo(declared());
  }

  private static Map<String, Set<String>> declared() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine root =
        Commands.tree(
            new CommandContext(new Console(nowhere, nowhere, Screen.NONE), new Cancellation()));
    Map<String, Set<String>> options = new TreeMap<>();
    root.getSubcommands().forEach((name, command) -> options.put(name, names(command)));
    root.getSubcommands().keySet().stream()
        .toList()
        .forEach(root.getCommandSpec()::removeSubcommand);
    options.put("", names(root));
    return options;
  }

  private static Set<String> names(CommandLine command) {
    Set<String> names = new TreeSet<>();
    command.getCommandSpec().options().forEach(each -> names.addAll(Arrays.asList(each.names())));
    command.getSubcommands().values().forEach(each -> names.addAll(names(each)));
    return names;
  }

  /// By section: an option counts as documented where a table's first cell names it.
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> options = new TreeMap<>();
    Set<String> section = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/commands.md"))) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        section = new TreeSet<>();
        options.put(heading.group(1), section);
      } else if (line.startsWith("|")) {
        Matcher option = OPTION.matcher(line.split("\\|", -1)[1]);
        while (option.find()) {
          section.add(option.group(1));
        }
      }
    }
    return options;
  }
}
