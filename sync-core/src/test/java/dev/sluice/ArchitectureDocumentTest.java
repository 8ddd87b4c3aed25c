package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The pictures in `docs/architecture.md` show the rooms and arrows that the code has: each arrow
/// is an import, and what follows from other arrows is left out.
@AnalyzeClasses(
    packages = "dev.sluice",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeTheEmbeddedServer.class
    })
class ArchitectureDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/architecture.md");
  private static final String CORE = "dev.sluice.";
  private static final String S3 = "dev.sluice.store.s3";
  private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\S+) --> (\\S+)$");

  /// @param from the room that imports
  /// @param to the room that is imported
  private record Arrow(String from, String to) implements Comparable<Arrow> {
    @Override
    public String toString() {
      return from + " --> " + to;
    }

    @Override
    public int compareTo(Arrow other) {
      return toString().compareTo(other.toString());
    }
  }

  @ArchTest
  static void the_picture_of_the_rooms_is_that_of_the_code(JavaClasses classes) throws IOException {
    assertThat(drawn("The rooms")).isEqualTo(found(classes, ArchitectureDocumentTest::room));
  }

  @ArchTest
  static void so_is_the_picture_of_the_s3_stores_rooms(JavaClasses classes) throws IOException {
    assertThat(drawn("The rooms of the S3 store"))
        .isEqualTo(found(classes, ArchitectureDocumentTest::s3Room));
  }

  /// A package right under the root, or a kind of store; empty for none.
  private static String room(JavaClass each) {
    String name = each.getPackageName();
    if (!name.startsWith(CORE)) {
      return "";
    }
    String[] parts = name.substring(CORE.length()).split("\\.", -1);
    return parts[0].equals("store") && parts.length > 1 ? "store." + parts[1] : parts[0];
  }

  private static String s3Room(JavaClass each) {
    String name = each.getPackageName();
    if (!name.startsWith(S3)) {
      return "";
    }
    return name.equals(S3) ? "s3" : name.substring(S3.length() + 1);
  }

  private static Set<Arrow> drawn(String heading) throws IOException {
    String text = Files.readString(DOCUMENT);
    int at = text.indexOf("# " + heading + "\n");
    assertThat(at).as("heading \"%s\"", heading).isNotNegative();
    int begin = text.indexOf("```mermaid\n", at);
    String picture = text.substring(begin, text.indexOf("```\n", begin + 3));
    return ARROW
        .matcher(picture)
        .results()
        .map((MatchResult match) -> new Arrow(match.group(1), match.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Arrow> found(JavaClasses classes, Function<JavaClass, String> room) {
    Set<Arrow> all = new HashSet<>();
    for (JavaClass each : classes) {
      String from = room.apply(each);
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String to = room.apply(dependency.getTargetClass());
        if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
          all.add(new Arrow(from, to));
        }
      }
    }
    return all.stream()
        .filter(arrow -> !reachable(arrow.from(), all, arrow).contains(arrow.to()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> reachable(String from, Set<Arrow> arrows, Arrow without) {
    Set<String> seen = new HashSet<>();
    Set<String> next = Set.of(from);
    while (!next.isEmpty()) {
      Set<String> here = next;
      next =
          arrows.stream()
              .filter(arrow -> !arrow.equals(without) && here.contains(arrow.from()))
              .map(Arrow::to)
              .filter(seen::add)
              .collect(Collectors.toSet());
    }
    return seen;
  }
}
