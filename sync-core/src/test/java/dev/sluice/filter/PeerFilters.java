package dev.sluice.filter;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The filters of s3cmd and aws-cli themselves, asked through `tools/peer-filters.py`.
final class PeerFilters implements AutoCloseable {

  /// Names the folder in which `tools/peer-filters` has installed them.
  static final String VARIABLE = "SLUICE_TEST_PEERS";

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private PeerFilters(Process process) {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts the two.
  ///
  /// @param folder where they were installed
  static PeerFilters in(Path folder) throws IOException {
    Path script = Path.of("..", "tools", "peer-filters.py");
    if (!Files.exists(script)) {
      throw new IOException(script.toAbsolutePath() + " is not there");
    }
    return new PeerFilters(
        new ProcessBuilder(folder.resolve("venv/bin/python").toString(), script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// What `peer` sends of `keys`: a digit for each, 1 or 0.
  ///
  /// @param rules as the script wants them
  String sent(String peer, List<String> rules, List<String> keys) {
    try {
      questions.write(peer + "\t" + String.join("\t", rules));
      questions.write(rules.isEmpty() ? "\t" : "\t\t");
      questions.write(String.join("\t", keys) + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the peers have gone, with " + process.onExit().join().exitValue());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
