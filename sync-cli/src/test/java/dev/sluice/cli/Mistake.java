package dev.sluice.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One mistake of a user's, and how the program is to end on it.
///
/// @param args the command line; `@/` stands for the test's folder, `@server` for its service
/// @param variables the environment; the same stands in their values
/// @param files files of the test's folder by name, such as `.aws/config`
/// @param exitCode how it ends
/// @param phrases what the one line says
/// @param unsaid what it must not say
record Mistake(
    String args,
    Map<String, String> variables,
    Map<String, String> files,
    int exitCode,
    List<String> phrases,
    List<String> unsaid) {

  static Mistake of(String args) {
    return new Mistake(args, Map.of(), Map.of(), 0, List.of(), List.of());
  }

  /// The command that most mistakes of configuration are made with.
  static Mistake listing() {
    return of("ls s3://b/ --endpoint-url @server");
  }

  /// The same, where the service is what is configured.
  static Mistake listingWhatIsConfigured() {
    return of("ls s3://b/");
  }

  Mistake with(String variable, String value) {
    return new Mistake(args, and(variables, variable, value), files, exitCode, phrases, unsaid);
  }

  Mistake config(String... lines) {
    return file(".aws/config", String.join("\n", lines) + "\n");
  }

  Mistake credentials(String... lines) {
    return file(".aws/credentials", String.join("\n", lines) + "\n");
  }

  Mistake file(String name, String content) {
    return new Mistake(args, variables, and(files, name, content), exitCode, phrases, unsaid);
  }

  Mistake ends(int code, String... says) {
    return new Mistake(args, variables, files, code, List.of(says), unsaid);
  }

  Mistake without(String secret) {
    List<String> more = new ArrayList<>(unsaid);
    more.add(secret);
    return new Mistake(args, variables, files, exitCode, phrases, more);
  }

  private static Map<String, String> and(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /// For the name of the test.
  @Override
  public String toString() {
    return (variables + " " + files + " " + args).replaceAll("\\s+", " ");
  }
}
