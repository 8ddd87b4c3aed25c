package dev.sluice.cli.command.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Shows a command's options in groups: first its own, then those that it shares with others, each
/// group under the description of the class that declares it.
public final class GroupedHelp {

  private GroupedHelp() {}

  /// Makes `command` and its sub-commands show their help so.
  public static void install(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::optionList);
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            help ->
                help.commandSpec().subcommands().isEmpty()
                    ? synopsis(help.commandSpec())
                    : help.synopsis(help.synopsisHeadingLength()));
    command.getSubcommands().values().forEach(GroupedHelp::install);
  }

  private static String synopsis(CommandSpec spec) {
    StringBuilder line = new StringBuilder(spec.qualifiedName()).append(" [OPTION]...");
    spec.positionalParameters()
        .forEach(each ->
            line.append(' ')
                .append(each.arity().min() == 0 ? "[" + each.paramLabel() + "]" : each.paramLabel())
                .append(each.index().isVariable() ? "..." : ""));
    return line + System.lineSeparator();
  }

  private static String optionList(Help help) {
    CommandSpec spec = help.commandSpec();
    List<OptionSpec> own = new ArrayList<>(spec.options());
    spec.mixins()
        .values()
        .forEach(mixin ->
            mixin
                .options()
                .forEach(shared ->
                    own.removeIf(option -> option.longestName().equals(shared.longestName()))));
    StringBuilder text = new StringBuilder(group(help, "Options:", own));
    spec.mixins()
        .values()
        .forEach(mixin ->
            text.append(
                group(
                    help, String.join(" ", mixin.usageMessage().description()), mixin.options())));
    return text.toString();
  }

  private static String group(Help help, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return "";
    }
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return System.lineSeparator() + heading + System.lineSeparator() + layout;
  }
}
