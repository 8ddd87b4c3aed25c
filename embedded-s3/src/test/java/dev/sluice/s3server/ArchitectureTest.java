package dev.sluice.s3server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

/// The rooms of the server and the one way in which they import each other.
@AnalyzeClasses(
    packages = "dev.sluice.s3server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final int MAX_FILES = 25;

  @ArchTest
  static final ArchRule imports_go_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("server")
          .definedBy("dev.sluice.s3server")
          .layer("service")
          .definedBy("dev.sluice.s3server.service")
          .layer("rooms of operations")
          .definedBy("dev.sluice.s3server.ops.*..")
          .layer("operations")
          .definedBy("dev.sluice.s3server.ops")
          .layer("places of bodies")
          .definedBy("dev.sluice.s3server.store.*..")
          .layer("store")
          .definedBy("dev.sluice.s3server.store")
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("rooms of operations")
          .mayOnlyBeAccessedByLayers("service")
          .whereLayer("operations")
          .mayOnlyBeAccessedByLayers("rooms of operations", "service", "server")
          .whereLayer("places of bodies")
          .mayOnlyBeAccessedByLayers("server");

  @ArchTest
  static final ArchRule http_knows_nothing_of_s3 =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.s3server.http")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.sluice..")
                  .and(not(resideInAPackage("dev.sluice.s3server.http"))));

  @ArchTest
  static final ArchRule no_package_depends_on_itself_through_others =
      slices().matching("dev.sluice.s3server.(**)").should().beFreeOfCycles();

  @ArchTest
  static void no_package_has_more_files_than_a_reader_can_keep_apart(JavaClasses classes) {
    Map<String, Long> files =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files).allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(MAX_FILES));
  }
}
