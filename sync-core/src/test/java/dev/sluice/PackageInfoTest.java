package dev.sluice;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The last sentence of each `package-info.java`, in every module, names the packages of this
/// project that its own may import: those that it does import, no more and no fewer, by their names
/// without `dev.sluice.` And no package is too large to be seen at a glance.
class PackageInfoTest {

  private static final Path PROJECT = Path.of("..");
  private static final String INFO = "package-info.java";
  private static final int MOST_FILES = 25;
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?dev\\.sluice\\.([a-z0-9.]+)\\.[A-Z]");

  @Test
  void each_says_what_its_package_imports() throws IOException {
    Map<Path, List<Path>> packages = packages();
    assertThat(packages).hasSizeGreaterThan(1);
    for (Map.Entry<Path, List<Path>> each : packages.entrySet()) {
      assertThat(comment(each.getKey().resolve(INFO)))
          .as(name(each.getKey()))
          .endsWith(sentence(imports(each.getValue())))
          .containsOnlyOnce("May import ");
    }
  }

  @Test
  void none_has_more_than_25_files() throws IOException {
    packages()
        .forEach((folder, files) ->
            assertThat(files).as(name(folder)).hasSizeLessThanOrEqualTo(MOST_FILES));
  }

  /// The files of each package, by its folder.
  private static Map<Path, List<Path>> packages() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.toList()) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> all = Files.walk(sources)) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
          }
        }
      }
    }
    return files.stream().collect(groupingBy(Path::getParent));
  }

  private static NavigableSet<String> imports(List<Path> files) throws IOException {
    NavigableSet<String> found = new TreeSet<>();
    for (Path file : files) {
      IMPORT
          .matcher(Files.readString(file))
          .results()
          .map(match -> match.group(1))
          .forEach(found::add);
    }
    found.remove(name(files.getFirst().getParent()));
    return found;
  }

  private static String name(Path folder) {
    String path = folder.toString().replace('\\', '/');
    return path.replaceFirst(".*/dev/sluice/", "").replace('/', '.');
  }

  private static String sentence(NavigableSet<String> packages) {
    if (packages.isEmpty()) {
      return "May import no other package.";
    }
    List<String> names = packages.stream().map(each -> "`" + each + "`").toList();
    String last = names.getLast();
    List<String> before = names.subList(0, names.size() - 1);
    return "May import "
        + (before.isEmpty() ? "" : String.join(", ", before) + " and ")
        + last
        + ".";
  }

  /// The text of the comment, in one line; empty where there is no file.
  private static String comment(Path info) throws IOException {
    if (!Files.exists(info)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(info)) {
      if (line.startsWith("///")) {
        text.append(text.isEmpty() ? "" : " ").append(line.substring(3).strip());
      }
    }
    return text.toString();
  }
}
