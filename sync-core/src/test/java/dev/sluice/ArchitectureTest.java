package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.s3.config.BucketName;
import dev.sluice.store.s3.config.EndpointUrl;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.profile.ProfileDraft;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/// The direction of data, held by the build: listing, diff, plan, transfer, report, and imports
/// only upstream.
@AnalyzeClasses(
    packages = "dev.sluice",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeTheEmbeddedServer.class
    })
class ArchitectureTest {

  private static final int MOST_COMPONENTS = 10;

  /// The embedded server is a program of its own.
  static final class DoNotIncludeTheEmbeddedServer implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/sluice/s3server/");
    }
  }

  @ArchTest
  static final ArchRule imports_go_only_upstream =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("dev.sluice.model..")
          .layer("checksum")
          .definedBy("dev.sluice.checksum..")
          .layer("flow")
          .definedBy("dev.sluice.flow..")
          .layer("state")
          .definedBy("dev.sluice.state..")
          .layer("cache")
          .definedBy("dev.sluice.cache..")
          .layer("store")
          .definedBy("dev.sluice.store")
          .layer("checkup")
          .definedBy("dev.sluice.checkup..")
          .layer("location")
          .definedBy("dev.sluice.location..")
          .layer("adapters")
          .definedBy("dev.sluice.store.*..")
          .layer("filter")
          .definedBy("dev.sluice.filter..")
          .layer("listing")
          .definedBy("dev.sluice.listing..")
          .layer("diff")
          .definedBy("dev.sluice.diff..")
          .layer("content")
          .definedBy("dev.sluice.content..")
          .layer("plan")
          .definedBy("dev.sluice.plan..")
          .layer("transfer")
          .definedBy("dev.sluice.transfer..")
          .layer("report")
          .definedBy("dev.sluice.report..")
          .layer("engine")
          .definedBy("dev.sluice.engine..")
          .layer("care")
          .definedBy("dev.sluice.care..")
          .whereLayer("care")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("care")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("engine", "care")
          .whereLayer("transfer")
          .mayOnlyBeAccessedByLayers("report", "engine", "care")
          .whereLayer("content")
          .mayOnlyBeAccessedByLayers("transfer", "report", "engine", "care")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("transfer", "report", "engine", "care")
          .whereLayer("diff")
          .mayOnlyBeAccessedByLayers("plan", "engine")
          .whereLayer("listing")
          .mayOnlyBeAccessedByLayers("diff", "report", "engine", "care")
          .whereLayer("filter")
          .mayOnlyBeAccessedByLayers("listing", "diff", "report", "engine", "care")
          .whereLayer("adapters")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("checkup")
          .mayOnlyBeAccessedByLayers("adapters")
          .whereLayer("location")
          .mayOnlyBeAccessedByLayers("adapters", "engine")
          .whereLayer("checksum")
          .mayOnlyBeAccessedByLayers("adapters", "content")
          .whereLayer("checksum")
          .mayOnlyAccessLayers("model")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("cache", "engine")
          .whereLayer("cache")
          .mayOnlyBeAccessedByLayers("store", "adapters", "report", "engine")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "checkup",
              "location",
              "adapters",
              "filter",
              "listing",
              "diff",
              "content",
              "transfer",
              "report",
              "engine",
              "care");

  @ArchTest
  static final ArchRule no_package_depends_on_itself_through_others =
      slices().matching("dev.sluice.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule what_a_location_means_knows_no_kind_of_store =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.location..")
          .or()
          .haveFullyQualifiedName("dev.sluice.engine.Resolver")
          .should()
          .dependOnClassesThat(resideInAnyPackage("dev.sluice.store.*..", "java.nio.file.."));

  @ArchTest
  static final ArchRule only_the_s3_store_knows_the_aws_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.store.s3..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule threads_and_locks_are_the_concurrency_kits_and_the_adapters_alone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.sluice.flow..", "dev.sluice.state..", "dev.sluice.store.*..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ExecutorService.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(CompletableFuture.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..");

  @ArchTest
  static final ArchRule nobody_here_prints_or_exits =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule adapters_never_import_each_other =
      slices()
          .matching("dev.sluice.store.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("dev.sluice.store.local.."),
              resideInAPackage("dev.sluice.store.tree.."));

  /// But for the folder of a temporary file, and the exception that says that nothing is there.
  @ArchTest
  static final ArchRule the_walk_of_a_tree_makes_no_call_to_a_file_system =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.store.tree..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                  .and(not(equivalentTo(Path.class).or(equivalentTo(NoSuchFileException.class)))));

  /// What a caller of the S3 store says, and hears: where the service is, and what is wrong with
  /// that.
  private static final DescribedPredicate<JavaClass> S3_FACE =
      resideInAPackage("dev.sluice.store.s3")
          .or(
              belongToAnyOf(
                  BucketName.class,
                  EndpointUrl.class,
                  MisconfiguredException.class,
                  S3Keys.class,
                  S3Prefix.class,
                  S3Runtime.class,
                  S3Service.class,
                  S3WriteOptions.class,
                  ProfileDraft.class));

  @ArchTest
  static final ArchRule the_s3_store_has_one_face =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.store.s3..")
          .should()
          .dependOnClassesThat(resideInAPackage("dev.sluice.store.s3..").and(not(S3_FACE)));

  @ArchTest
  static final ArchRule exceptions_that_users_see_are_made_to_be_read =
      classes()
          .that()
          .areAssignableTo(Exception.class)
          .and()
          .resideOutsideOfPackage("dev.sluice.store.*..") // an adapter's own never leave it
          .should()
          .bePublic();

  @ArchTest
  static final ArchRule rooms_of_the_local_store_import_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("directory")
          .definedBy("dev.sluice.store.local.directory")
          .layer("systems")
          .definedBy("dev.sluice.store.local.linux", "dev.sluice.store.local.portable")
          .layer("root")
          .definedBy("dev.sluice.store.local.root")
          .layer("name")
          .definedBy("dev.sluice.store.local.name")
          .layer("read")
          .definedBy("dev.sluice.store.local.read")
          .layer("write")
          .definedBy("dev.sluice.store.local.write")
          .layer("copy")
          .definedBy("dev.sluice.store.local.copy")
          .layer("face")
          .definedBy("dev.sluice.store.local")
          .whereLayer("face")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("copy")
          .mayOnlyBeAccessedByLayers("face")
          .whereLayer("write")
          .mayOnlyBeAccessedByLayers("copy", "face")
          .whereLayer("read")
          .mayOnlyBeAccessedByLayers("face")
          .whereLayer("name")
          .mayOnlyBeAccessedByLayers("write")
          .whereLayer("root")
          .mayOnlyBeAccessedByLayers("name", "read", "write", "copy", "face")
          .whereLayer("systems")
          .mayOnlyBeAccessedByLayers("root", "write", "face");

  @ArchTest
  static final ArchRule outside_of_the_local_store_only_its_face_is_known =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.store.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.store.local.*..");

  /// Each class of a store, with those within it.
  private static final SliceAssignment CLASSES_OF_STORES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          String name = each.getName().replaceFirst("\\$.*", "");
          return name.startsWith("dev.sluice.store.")
                  && !name.startsWith("dev.sluice.store.memory.") // one class in several files
              ? SliceIdentifier.of(name)
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "classes of stores";
        }
      };

  @ArchTest
  static final ArchRule no_class_of_a_store_depends_on_itself_through_others =
      slices().assignedFrom(CLASSES_OF_STORES).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_mode_of_a_run_is_asked_for_in_one_place =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.sluice\\.transfer\\.ActionExecutor(\\$.*)?")
          .and()
          .resideOutsideOfPackages("dev.sluice.cli..", "dev.sluice.plan..")
          .should()
          .accessField(SyncPolicy.Mode.class, "SYNC")
          .orShould()
          .accessField(SyncPolicy.Mode.class, "DRY_RUN")
          .orShould()
          .accessField(SyncPolicy.Mode.class, "VERIFY")
          .orShould()
          .callMethod(SyncPolicy.Mode.class, "ordinal");

  @ArchTest
  static final ArchRule records_have_ten_components_at_most =
      classes().that().areRecords().should(haveTenComponentsAtMost());

  private static ArchCondition<JavaClass> haveTenComponentsAtMost() {
    return new ArchCondition<>("have ten components at most") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        int components = record.reflect().getRecordComponents().length;
        if (components > MOST_COMPONENTS) {
          events.add(
              SimpleConditionEvent.violated(
                  record, record.getName() + " has " + components + " components"));
        }
      }
    };
  }
}
