package dev.sluice.cli.command.care;

import dev.sluice.care.AclList;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.acl.AclChange;
import dev.sluice.care.acl.AclChangeTask;
import dev.sluice.care.acl.AclFigures;
import dev.sluice.care.acl.AclListener;
import dev.sluice.care.acl.AuditCsv;
import dev.sluice.care.acl.AuditFigures;
import dev.sluice.care.acl.AuditListener;
import dev.sluice.care.acl.AuditTask;
import dev.sluice.care.acl.BucketFinding;
import dev.sluice.care.acl.Exposure;
import dev.sluice.care.acl.Probe;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Anybody;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One audit.
///
/// @param allVersions whether versions are looked at, and not what is seen alone
/// @param filter which keys are
/// @param expected what may be public
/// @param fixes whether lists are made private
/// @param rehearses whether that is only said
/// @param probes of how many objects is asked without credentials; 0 for none
/// @param csv where the table goes; null for none
/// @param list where lists are noted that are changed; null for nowhere
record Audit(
    boolean allVersions,
    KeyFilter filter,
    Expected expected,
    boolean fixes,
    boolean rehearses,
    int probes,
    @Nullable Path csv,
    @Nullable Path list) {

  private static final String COMMAND = "sluice acl audit";

  /// What is known at the end.
  ///
  /// @param probe null where none was made
  private record Result(
      CareReport report,
      BucketAccess bucket,
      List<BucketFinding> ofBucket,
      AuditFigures figures,
      @Nullable Probe probe) {}

  RunStatus run(AclSession session, boolean json)
      throws UsageException, StoreException, InterruptedException {
    BucketAccess bucket = session.bucketAccess();
    List<BucketFinding> ofBucket = new Exposure(bucket).ofBucket();
    Display.lister(session.context().console(), json, false).bucketAccess(bucket, ofBucket);
    bucket.unknown().forEach(line -> session.reporter().warning(line));
    boolean versions =
        allVersions && session.canListVersions("only what is seen under each key is looked at");
    ObjectScope scope = session.scope(true, versions, COMMAND);
    AuditFigures figures = new AuditFigures();
    try (Store store = scope.open(session.stores());
        AuditCsv table = csv == null ? null : AuditCsv.in(csv);
        AclList noted = list == null ? null : AclList.appendingTo(list, scope.bucket())) {
      Probe probe = probes == 0 ? null : probe(session, store, bucket);
      AuditTask task =
          new AuditTask(
              store,
              bucket,
              subject -> expected.includes(subject.key().value().substring(scope.base().length())),
              fixes ? closing(store, noted) : null,
              both(table, probe),
              figures);
      Choice choice = new Choice(scope.keys(), filter, scope.base(), null);
      CareReport report = session.run(scope, store, versions, choice, task);
      if (probe != null && session.context().cancellation().isRunning()) {
        session
            .context()
            .interruptibly(() -> {
              probe.finish();
              return true;
            });
      }
      Result result = new Result(report, bucket, ofBucket, figures, probe);
      return session.finished(judged(result), details(result));
    }
  }

  private AclChangeTask closing(Store store, @Nullable AclList noted) {
    AclListener listener = noted == null ? AclListener.NONE : noted::add;
    return new AclChangeTask(store, AclChange.toPrivate(), rehearses, listener, new AclFigures());
  }

  private Probe probe(AclSession session, Store store, BucketAccess bucket) {
    S3Anybody anybody = session.stores().anybody(bucket.bucket());
    return new Probe(
        store,
        bucket,
        probes,
        subject ->
            anybody.isGiven(
                subject.key(),
                subject instanceof dev.sluice.care.Subject.Version(var found) && found.isLatest()
                    ? null
                    : subject.version()),
        line -> session.reporter().warning("CONTRADICTION: s3://" + bucket.bucket() + "/" + line));
  }

  private static AuditListener both(@Nullable AuditCsv table, @Nullable Probe probe) {
    return (subject, acl, judgement, isExpected) -> {
      if (table != null) {
        table.judged(subject, acl, judgement, isExpected);
      }
      if (probe != null) {
        probe.judged(subject, acl, judgement, isExpected);
      }
    };
  }

  private CareReport judged(Result result) {
    CareReport report = result.report();
    boolean isBucketOpen = !result.ofBucket().isEmpty() && !expected.bucket();
    Probe probe = result.probe();
    boolean isContradicted = probe != null && probe.contradictions() > 0;
    if (result.figures().open() > 0 || isBucketOpen || isContradicted) {
      report = AclSession.orWorse(report, new RunEnd(RunStatus.DIFFERENT, null));
    }
    return result.bucket().unknown().isEmpty()
        ? report
        : AclSession.orWorse(
            report,
            new RunEnd(
                RunStatus.PARTIAL,
                "not all that is set for the bucket may be read, so that more may be public"));
  }

  private static List<Detail> details(Result result) {
    AuditFigures figures = result.figures();
    Probe probe = result.probe();
    return List.of(
        detail("everybody", "everybody can reach", figures.everybody()),
        detail("accounts", "every account of the service can reach", figures.accounts()),
        detail(
            "conditional",
            "whoever meets the policy's conditions can reach",
            figures.conditional()),
        detail("expected", "of these are expected to be public", figures.expected()),
        detail("withoutEffect", "have public grants without effect", figures.voided()),
        detail("open", "stay public and are not expected to be", figures.open()),
        detail("probed", "asked for without credentials", probe == null ? 0 : probe.asked()),
        detail(
            "uncertain",
            "not asked for, since what is set does not tell",
            probe == null ? 0 : probe.uncertain()),
        detail(
            "contradictions",
            "answered otherwise than by what is set",
            probe == null ? 0 : probe.contradictions()));
  }

  private static Detail detail(String name, String text, long count) {
    return new Detail(name, count, text + ": " + count);
  }
}
