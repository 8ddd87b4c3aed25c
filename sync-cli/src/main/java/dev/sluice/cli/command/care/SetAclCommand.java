package dev.sluice.cli.command.care;

import dev.sluice.care.AclList;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.CareTask;
import dev.sluice.care.acl.AclChange;
import dev.sluice.care.acl.AclChange.Visibility;
import dev.sluice.care.acl.AclChangeTask;
import dev.sluice.care.acl.AclFigures;
import dev.sluice.care.acl.AclListener;
import dev.sluice.care.acl.CannedAclTask;
import dev.sluice.care.acl.CannedAclTask.Scope;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.AclFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.rule.FilterFlags;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.S3BucketAccess;
import dev.sluice.store.s3.S3Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice setacl LOCATION…`.
public final class SetAclCommand implements Callable<Integer> {

  private static final String COMMAND = "sluice setacl";

  /// What changes about a list where nothing does.
  private static final String UNCHANGED = "";

  private final List<String> locations = new ArrayList<>();
  private boolean recursive;
  private boolean allVersions;
  private boolean force;
  private boolean dryRun;
  private @Nullable String list;

  private final AclFlags lists = new AclFlags();
  private final FilterFlags filters = new FilterFlags();
  private final OutputFlags output = new OutputFlags();
  private final TransferFlags pace = new TransferFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public SetAclCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("setacl");
    spec.usageMessage()
        .description(
            "Changes the access control lists of objects: of one, or with --recursive of all that are"
                + " under a prefix or in a bucket. What needs no change is read and not written.")
        .footer(
            "",
            "A bucket alone, without --recursive, means the bucket's own list. See docs/acls.md.");
    OptionGroup own = new OptionGroup(spec);
    lists.declare(own);
    own.flag("All under a prefix, or in a bucket.", value -> recursive = value, "-r", "--recursive")
        .flag(
            "Every version, each of which has a list of its own.",
            value -> allVersions = value,
            "--all-versions")
        .flag(
            "With --acl: also where the bucket's owner would lose the rights to an object.",
            value -> force = value,
            "--force")
        .flag(
            "Say what would be changed, and change nothing.",
            value -> dryRun = value,
            "-n",
            "--dry-run",
            "--dryrun")
        .text(
            "FILE",
            "Write down each list before it is changed, as JSON lines.",
            value -> list = value,
            "--list")
        .arguments(
            "LOCATION",
            "s3://bucket/key, s3://bucket, or with --recursive s3://bucket/prefix/ or s3://bucket.",
            locations::add);
    return spec.addMixin("filters", filters.specOfRules())
        .addMixin("output", output.spec())
        .addMixin("pace", pace.specWithoutContents())
        .addMixin("connection", connection.spec())
        .addMixin("general", general.spec());
  }

  @Override
  public Integer call() throws Exception {
    CannedAcl canned = lists.canned();
    AclChange change = canned == null ? lists.change() : null;
    if (locations.isEmpty()) {
      throw new UsageException("say of what: setacl --acl-private s3://bucket/key");
    }
    List<Location> places = new ArrayList<>();
    for (String text : locations) {
      Location place = FlagValues.location(text);
      if (!S3Scheme.isS3(place)) {
        throw new UsageException(text + ": only what is in S3 has access control lists");
      }
      places.add(place);
    }
    RunStatus worst = RunStatus.OK;
    for (Location place : places) {
      RunStatus status = set(place, change, canned);
      worst = status.compareTo(worst) > 0 ? status : worst;
      if (!context.cancellation().isRunning()) {
        break;
      }
    }
    return worst.exitCode();
  }

  private RunStatus set(Location place, @Nullable AclChange change, @Nullable CannedAcl canned)
      throws UsageException, StoreException, InterruptedException {
    Tuning tuning = pace.tuning();
    CareSession.Manner manner =
        new CareSession.Manner(
            Stores.Settings.reading(connection.access())
                .with(tuning.transferWorkers(), tuning.temporaryFolder()),
            tuning.transferWorkers(),
            tuning.listWorkers(),
            pace.grace(),
            output.mode());
    KeyFilter filter = filters.filter(place, place);
    String bucket = place.authority();
    Subjects subjects =
        new Subjects(
            "setacl",
            place.text(),
            dryRun,
            "set",
            "set",
            (key, version) -> Removing.address(bucket, key, version));
    return AclSession.reported(
        context,
        place,
        manner,
        subjects,
        session -> {
          String needless = needless(session, opens(change, canned));
          if (needless != null) {
            return session.finished(AclSession.needless(needless), List.of());
          }
          return S3Scheme.isBucket(place) && !recursive
              ? setBucket(session, change, canned)
              : setObjects(session, filter, change, canned);
        });
  }

  private static boolean opens(@Nullable AclChange change, @Nullable CannedAcl canned) {
    return canned == null ? change != null && change.opens() : canned.isPublic();
  }

  /// Asks what makes the work needless, or vain.
  ///
  /// @return why there is nothing to do; null where there may be something
  /// @throws StoreException if the bucket would refuse all of it
  private @Nullable String needless(AclSession session, boolean opens)
      throws UsageException, StoreException, InterruptedException {
    S3BucketAccess bucket = session.stores().access(session.place().authority());
    Setting<ObjectOwnership> ownership = context.interruptibly(bucket::ownership);
    if (ownership.is(each -> each == ObjectOwnership.BUCKET_OWNER_ENFORCED)) {
      return "nothing to do: access control lists have no effect here, since the bucket's owner owns"
          + " every object (BucketOwnerEnforced)";
    }
    Setting<PublicAccessBlock> block = context.interruptibly(bucket::block);
    if (opens && block.is(PublicAccessBlock::blocksAcls)) {
      throw new StoreException(
          Kind.MISCONFIGURED,
          "the bucket takes no public lists (BlockPublicAcls of its public access block); nothing"
              + " was changed");
    }
    if (block.is(PublicAccessBlock::ignoresAcls)) {
      session
          .reporter()
          .warning(
              "public grants have no effect here as long as the bucket's public access block ignores"
                  + " them (IgnorePublicAcls)");
    }
    return null;
  }

  private RunStatus setBucket(
      AclSession session, @Nullable AclChange change, @Nullable CannedAcl canned)
      throws UsageException, StoreException, InterruptedException {
    S3BucketAccess bucket = session.stores().access(session.place().authority());
    String how =
        context.interruptibly(() -> {
          if (canned != null) {
            if (!dryRun) {
              bucket.write(canned);
            }
            return canned.text();
          }
          Acl before = bucket.acl();
          String difference = change == null ? null : change.difference(before);
          if (change != null && difference != null && !dryRun) {
            bucket.write(change.applied(before));
          }
          return difference == null ? UNCHANGED : difference;
        });
    Display.lister(context.console(), output.mode().json(), false)
        .bucketAcl(session.place().text(), how.isEmpty() ? null : how, dryRun);
    return RunStatus.OK;
  }

  private RunStatus setObjects(
      AclSession session, KeyFilter filter, @Nullable AclChange change, @Nullable CannedAcl canned)
      throws UsageException, StoreException, InterruptedException {
    boolean versions =
        allVersions && session.canListVersions("only what is seen under each key is looked at");
    ObjectScope scope = session.scope(recursive, versions, COMMAND);
    if (change != null) {
      adviseOnBuckets(session, change, scope);
    }
    String owner = canned == null || canned.keepsBucketOwner() || force ? null : owner(session);
    AclFigures figures = new AclFigures();
    try (Store store = scope.open(session.stores());
        AclList noted = openList(scope.bucket())) {
      AclListener listener = noted == null ? null : noted::add;
      CareTask task =
          canned != null
              ? new CannedAclTask(
                  store,
                  canned,
                  versions ? Scope.ALL_VERSIONS : Scope.LATEST,
                  owner,
                  dryRun,
                  listener,
                  figures)
              : new AclChangeTask(
                  store,
                  change == null ? AclChange.toPrivate() : change,
                  dryRun,
                  listener == null ? AclListener.NONE : listener,
                  figures);
      Choice choice = new Choice(scope.keys(), filter, scope.base(), null);
      CareReport report = session.run(scope, store, versions || owner != null, choice, task);
      return session.finished(judged(report, figures), details(figures));
    }
  }

  /// Only to whole buckets, of which it would be true.
  private void adviseOnBuckets(AclSession session, AclChange change, ObjectScope scope) {
    if (change.visibility() == Visibility.PRIVATE && scope.beginning().isEmpty()) {
      session
          .reporter()
          .warning(
              "two requests would do this for the whole bucket, old versions too: to block public"
                  + " access, and to have its owner own every object (BucketOwnerEnforced); but then"
                  + " rights of named accounts end, and uploads that bring a list are refused");
    }
  }

  private String owner(AclSession session)
      throws UsageException, StoreException, InterruptedException {
    if (!session.canListVersions("whose objects are cannot be told")) {
      throw new StoreException(
          Kind.MISCONFIGURED,
          "an object of another account would be lost to the bucket's owner, and whose they are"
              + " cannot be told: --force sets the list all the same");
    }
    S3BucketAccess bucket = session.stores().access(session.place().authority());
    return context.interruptibly(bucket::acl).owner().id();
  }

  private @Nullable AclList openList(String bucket) throws UsageException, StoreException {
    return list == null ? null : AclList.appendingTo(RemovalOptions.path("--list", list), bucket);
  }

  private static CareReport judged(CareReport report, AclFigures figures) {
    return figures.refused() == 0
        ? report
        : AclSession.orWorse(
            report,
            new RunEnd(
                RunStatus.PARTIAL,
                "objects that are not known to be the bucket owner's were left; --force sets the"
                    + " list of these too"));
  }

  private static List<Detail> details(AclFigures figures) {
    return List.of(
        new Detail(
            "shared",
            figures.shared(),
            "rights of named accounts, which stay: "
                + figures.sharedGrants()
                + " on "
                + figures.shared()
                + " of them"),
        new Detail("refused", figures.refused(), "of other accounts: " + figures.refused()),
        new Detail("gone", figures.gone(), "gone since they were listed: " + figures.gone()));
  }
}
