package dev.sluice.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Imports within the measurements point one way.
@AnalyzeClasses(packages = "dev.sluice.bench", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule the_race_is_built_in_layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("data")
          .definedBy("dev.sluice.bench.data")
          .layer("server")
          .definedBy("..race.server")
          .layer("peers")
          .definedBy("..race.peers")
          .layer("jobs")
          .definedBy("..race.jobs")
          .layer("run")
          .definedBy("..race.run")
          .layer("report")
          .definedBy("..race.report")
          .layer("race")
          .definedBy("..bench.race")
          .layer("sdk")
          .definedBy("..race.sdk")
          .whereLayer("race")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sdk")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("race")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("report", "race")
          .whereLayer("jobs")
          .mayOnlyBeAccessedByLayers("run", "report", "race")
          .whereLayer("peers")
          .mayOnlyBeAccessedByLayers("jobs", "run", "report", "race")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("jobs", "run", "report", "race")
          .whereLayer("peers")
          .mayNotAccessAnyLayer()
          .whereLayer("data")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule packages_make_no_circle =
      slices().matching("dev.sluice.bench.(**)").should().beFreeOfCycles();
}
