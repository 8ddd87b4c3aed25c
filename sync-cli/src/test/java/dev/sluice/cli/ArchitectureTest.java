package dev.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/// The way of imports within the command line, held by the build.
@AnalyzeClasses(packages = "dev.sluice.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final long MOST_FILES = 25;

  @ArchTest
  static final ArchRule imports_go_only_down =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("dev.sluice.cli")
          .layer("command")
          .definedBy("dev.sluice.cli.command")
          .layer("care")
          .definedBy("dev.sluice.cli.command.care..")
          .layer("context")
          .definedBy("dev.sluice.cli.command.context..")
          .layer("help")
          .definedBy("dev.sluice.cli.command.help..")
          .layer("config")
          .definedBy("dev.sluice.cli.config..")
          .layer("text")
          .definedBy("dev.sluice.cli.output.text..")
          .layer("json")
          .definedBy("dev.sluice.cli.output.json..")
          .layer("output")
          .definedBy("dev.sluice.cli.output")
          .layer("console")
          .definedBy("dev.sluice.cli.output.console..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("care")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("context")
          .mayOnlyBeAccessedByLayers("main", "command", "care")
          .whereLayer("help")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("command", "care", "context", "help")
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("command", "context")
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers("command", "context")
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("command", "care", "context", "config", "text", "json")
          .whereLayer("console")
          .mayOnlyBeAccessedByLayers(
              "main", "command", "care", "context", "text", "json", "output");

  @ArchTest
  static final ArchRule no_package_depends_on_itself_through_others =
      slices().matching("dev.sluice.cli.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_main_and_output_know_the_streams =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.cli.command..", "dev.sluice.cli.config..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(PrintStream.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule only_main_and_its_signals_end_the_process =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.cli")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule output_knows_nothing_of_the_parser_or_the_engine =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.cli.output..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "dev.sluice.engine..", "dev.sluice.store.s3..");

  @ArchTest
  static final ArchRule only_the_console_knows_the_streams_of_the_output =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.cli.output..")
          .and()
          .resideOutsideOfPackage("dev.sluice.cli.output.console..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(OutputStream.class);

  @ArchTest
  static void no_package_has_more_than_25_files(JavaClasses classes) {
    Map<String, Long> files =
        classes.stream()
            .filter(each -> each.isTopLevelClass())
            .collect(groupingBy(each -> each.getPackageName(), counting()));
    assertThat(files.values()).allMatch(count -> count <= MOST_FILES, files.toString());
  }

  @ArchTest
  static void every_package_says_what_it_is_for(JavaClasses classes) {
    assertThat(classes).isNotEmpty();
    for (JavaPackage each : classes.getPackage("dev.sluice.cli").getSubpackagesInTree()) {
      assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent();
    }
    assertThat(classes.getPackage("dev.sluice.cli").tryGetPackageInfo()).isPresent();
  }
}
