package dev.sluice.cli.config;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Declares options to the parser, in the order in which the help shows them.
///
/// In code, since a start would otherwise spend more time on reading annotations than on all else
/// that happens before the first request.
public final class OptionGroup {

  private static final String ONE = "1";

  private final CommandSpec spec;

  /// @param spec the command, or the part of one, that has the options
  public OptionGroup(CommandSpec spec) {
    this.spec = spec;
  }

  /// Options that several commands share.
  ///
  /// @param heading what the help shows above them
  public static OptionGroup under(String heading) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(heading);
    return new OptionGroup(spec);
  }

  /// The declaration so far.
  public CommandSpec spec() {
    return spec;
  }

  /// An option without a value.
  public OptionGroup flag(String description, Consumer<Boolean> to, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(boolean.class)
            .description(description)
            .setter(new Setter<>(Boolean.class, to))
            .build());
    return this;
  }

  /// The option that asks for help, on which the parser acts by itself.
  public OptionGroup help(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(boolean.class)
            .usageHelp(true)
            .description(description)
            .build());
    return this;
  }

  /// The option that asks for the version, on which the parser acts by itself.
  public OptionGroup version(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(boolean.class)
            .versionHelp(true)
            .description(description)
            .build());
    return this;
  }

  /// An option with a text.
  public OptionGroup text(String label, String description, Consumer<String> to, String... names) {
    return value(String.class, label, description, to, names);
  }

  /// An option with a value of `type`, one of those that the parser can read.
  public <T> OptionGroup value(
      Class<T> type, String label, String description, Consumer<T> to, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(type)
            .arity(ONE)
            .paramLabel(label)
            .description(description)
            .setter(new Setter<>(type, to))
            .build());
    return this;
  }

  /// An option with a text that may be left out.
  ///
  /// @param form what such a text looks like: what does not is the next argument
  /// @param otherwise stands for it where it is left out
  public OptionGroup optionalText(
      String label,
      String description,
      Pattern form,
      String otherwise,
      Consumer<String> to,
      String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("0..1")
            .paramLabel(label)
            .description(description)
            .parameterConsumer((args, _, _) ->
                to.accept(
                    !args.isEmpty() && form.matcher(args.peek()).matches()
                        ? args.pop()
                        : otherwise))
            .build());
    return this;
  }

  /// An argument that must be there, the next in order.
  public OptionGroup argument(String label, String description, Consumer<String> to) {
    return argument(ONE, label, description, to);
  }

  /// An argument that may be left out, the last of all.
  public OptionGroup optionalArgument(String label, String description, Consumer<String> to) {
    return argument("0..1", label, description, to);
  }

  /// Arguments as many as there are, from none on; the last of all.
  public OptionGroup arguments(String label, String description, Consumer<String> toEach) {
    return argument(next() + "..*", "0..1", label, description, toEach);
  }

  private int next() {
    return spec.positionalParameters().size();
  }

  private OptionGroup argument(
      String arity, String label, String description, Consumer<String> to) {
    return argument(Integer.toString(next()), arity, label, description, to);
  }

  private OptionGroup argument(
      String index, String arity, String label, String description, Consumer<String> to) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(index)
            .arity(arity)
            .required(arity.equals(ONE))
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .setter(new Setter<>(String.class, to))
            .build());
    return this;
  }

  /// Gives what was parsed to a field's setter. The parser also tells that there is no value yet.
  private record Setter<V>(Class<V> type, Consumer<V> to) implements ISetter {
    @Override
    public <T> @Nullable T set(T value) {
      if (value != null) {
        to.accept(type.cast(value));
      }
      return null; // what there was before, of which the parser makes no use
    }
  }
}
