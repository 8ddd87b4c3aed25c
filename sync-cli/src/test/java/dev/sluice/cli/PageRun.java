package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Program.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs the commands that a page of the documentation shows, `sluice` and `curl`, in their order,
/// and holds each against what its comment says will come.
final class PageRun {

  private static final Pattern EXPECTED = Pattern.compile("\\s+# (?:exit )?(\\d+)[^#]*$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Map<String, String> variables;
  private final Map<String, String> replacements;

  /// @param variables the environment of the commands
  /// @param replacements what is put in place of what stands in the page, in this order
  PageRun(Map<String, String> variables, Map<String, String> replacements) {
    this.variables = variables;
    this.replacements = replacements;
  }

  /// A command of a page.
  ///
  /// @param section the heading above it
  /// @param line as it stands there, with its comment
  record Command(String section, String line) {}

  /// The commands of a page.
  static List<Command> commands(Path page) throws IOException {
    List<Command> commands = new ArrayList<>();
    String section = "";
    boolean isShown = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith("```")) {
        isShown = line.equals("```sh");
      } else if (isShown && !line.isBlank()) {
        commands.add(new Command(section, line));
      }
    }
    return commands;
  }

  /// Runs one.
  void run(String line) throws IOException, InterruptedException {
    Matcher expected = EXPECTED.matcher(line);
    boolean isSaid = expected.find();
    int expectedStatus = isSaid ? Integer.parseInt(expected.group(1)) : 0;
    String command = isSaid ? line.substring(0, expected.start()) : line;
    List<String> words = words(command);
    String program = words.removeFirst();
    switch (program) {
      case "sluice" -> {
        Result result = Program.run(variables, words.toArray(String[]::new));
        assertThat(result.exitCode())
            .as("%s%n%s%n%s", command, result.out(), result.err())
            .isEqualTo(expectedStatus);
      }
      case "curl" -> assertThat(status(words)).as(command).isEqualTo(expectedStatus);
      default -> throw new AssertionError("the page shows a command that no test knows: " + line);
    }
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      String text = word.group(1) == null ? word.group(2) : word.group(1);
      for (Map.Entry<String, String> each : replacements.entrySet()) {
        text = text.replace(each.getKey(), each.getValue());
      }
      words.add(text);
    }
    return words;
  }

  private static int status(List<String> words) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(words.getLast()));
    for (int i = 0; i < words.size() - 1; i += 2) {
      assertThat(words.get(i)).isEqualTo("-H");
      String[] header = words.get(i + 1).split(": ", 2);
      request.header(header[0], header[1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
