package dev.sluice.care.acl;

import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.BucketPolicy;
import dev.sluice.model.access.BucketPolicy.Verdict;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the objects of a bucket can be reached, by all that is set together. Pure.
///
/// A setting that may not be read counts as the one that lets more through: what is not known is
/// never a proof that nobody can.
public final class Exposure {

  private static final String READ = "s3:GetObject";
  private static final String READ_VERSION = "s3:GetObjectVersion";
  private static final List<String> WRITING =
      List.of("s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl", "s3:DeleteObjectVersion");

  private final BucketAccess bucket;
  private final @Nullable String aclsVoid;
  private final boolean isPolicyVoid;

  /// @param bucket what is set for it
  public Exposure(BucketAccess bucket) {
    this.bucket = bucket;
    this.aclsVoid = whyAclsAreVoid(bucket);
    this.isPolicyVoid = bucket.block().is(PublicAccessBlock::restrictsPolicies);
  }

  private static @Nullable String whyAclsAreVoid(BucketAccess bucket) {
    if (bucket.areAclsOff()) {
      return "the bucket's owner owns its objects (BucketOwnerEnforced)";
    }
    return bucket.arePublicAclsVoid()
        ? "the public access block ignores public lists (IgnorePublicAcls)"
        : null;
  }

  /// How far an object can be reached, whose key is the whole one.
  public Judgement of(Subject subject, Acl acl) {
    String resource = resource(subject.key().value());
    List<String> reads = reads(subject);
    List<Grant> open = acl.grants().stream().filter(Exposure::givesAnybodySomething).toList();
    String voidedBy = open.isEmpty() ? null : aclsVoid;
    if (voidedBy == null
        && !open.isEmpty()
        && open.stream().allMatch(g -> isDenied(g, reads, resource))) {
      voidedBy = "the bucket's policy denies it";
    }
    List<Grant> effective = voidedBy == null ? open : List.of();
    return new Judgement(
        reach(effective, reads, resource),
        byPolicy(reads, resource),
        isReadByAnybody(effective, reads.getFirst(), resource),
        open,
        voidedBy);
  }

  /// An old version is read by another right than what is seen; the latest by either.
  ///
  /// @return the one that a request without a version's id needs first, where there is such a one
  private static List<String> reads(Subject subject) {
    if (!(subject instanceof Subject.Version(var found))) {
      return List.of(READ);
    }
    return found.isLatest() ? List.of(READ, READ_VERSION) : List.of(READ_VERSION);
  }

  /// To write means nothing on an object.
  private static boolean givesAnybodySomething(Grant grant) {
    return grant.grantee().isPublic() && grant.permission() != Permission.WRITE;
  }

  private String resource(String key) {
    return "arn:aws:s3:::" + bucket.bucket() + "/" + key;
  }

  private boolean isDenied(Grant grant, List<String> reads, String resource) {
    return actions(grant.permission(), reads).stream()
        .allMatch(action -> verdict(action, resource) == Verdict.DENIED);
  }

  private static List<String> actions(Permission permission, List<String> reads) {
    List<String> actions = new ArrayList<>();
    if (permission.includes(Permission.READ)) {
      actions.addAll(reads);
    }
    if (permission.includes(Permission.READ_ACP)) {
      actions.add("s3:GetObjectAcl");
    }
    if (permission.includes(Permission.WRITE_ACP)) {
      actions.add("s3:PutObjectAcl");
    }
    return actions;
  }

  private Verdict verdict(String action, String resource) {
    return bucket.policy() instanceof Setting.Is<BucketPolicy>(BucketPolicy policy)
        ? policy.verdict(action, resource)
        : Verdict.SILENT;
  }

  private Reach reach(List<Grant> open, List<String> reads, String resource) {
    Reach reach = Reach.NOBODY;
    for (Grant grant : open) {
      if (!isDenied(grant, reads, resource)) {
        boolean isEverybody = grant.grantee().equals(Grantee.Group.ALL_USERS);
        reach = reach.or(isEverybody ? Reach.EVERYBODY : Reach.ACCOUNTS);
      }
    }
    return reach;
  }

  private Reach byPolicy(List<String> reads, String resource) {
    if (isPolicyVoid) {
      return Reach.NOBODY;
    }
    if (bucket.policy() instanceof Setting.Hidden<BucketPolicy>) {
      return bucket.isPolicyPublic().is(isPublic -> isPublic) ? Reach.CONDITIONAL : Reach.NOBODY;
    }
    Reach reach = Reach.NOBODY;
    for (String action : reads) {
      reach = reach.or(reach(verdict(action, resource)));
    }
    return reach;
  }

  /// That a policy with conditions lets in only those whom the account knows is the service's to
  /// say.
  private Reach reach(Verdict verdict) {
    return switch (verdict) {
      case SILENT, DENIED -> Reach.NOBODY;
      case ALLOWED -> Reach.EVERYBODY;
      case CONDITIONAL ->
          bucket.isPolicyPublic().is(isPublic -> !isPublic) ? Reach.NOBODY : Reach.CONDITIONAL;
    };
  }

  /// Whether a request without credentials would be given the content.
  private @Nullable Boolean isReadByAnybody(List<Grant> effective, String action, String resource) {
    if (!bucket.unknown().isEmpty()) {
      return null;
    }
    Verdict verdict = verdict(action, resource);
    if (verdict == Verdict.DENIED) {
      return false;
    }
    boolean isGranted =
        effective.stream()
            .anyMatch(grant ->
                grant.grantee().equals(Grantee.Group.ALL_USERS)
                    && grant.permission().includes(Permission.READ));
    if (isGranted || (verdict == Verdict.ALLOWED && !isPolicyVoid)) {
      return mayBeDenied(action, resource) ? null : Boolean.TRUE;
    }
    return (verdict == Verdict.CONDITIONAL && !isPolicyVoid) ? null : Boolean.FALSE;
  }

  private boolean mayBeDenied(String action, String resource) {
    return bucket.policy() instanceof Setting.Is<BucketPolicy>(BucketPolicy policy)
        && policy.mayDeny(action, resource);
  }

  /// What anybody can do with the bucket itself.
  public List<BucketFinding> ofBucket() {
    List<BucketFinding> findings = new ArrayList<>();
    if (!bucket.arePublicAclsVoid() && bucket.acl() instanceof Setting.Is<Acl>(Acl acl)) {
      for (Grant grant : acl.grants()) {
        if (grant.grantee().isPublic()) {
          Reach reach =
              grant.grantee().equals(Grantee.Group.ALL_USERS) ? Reach.EVERYBODY : Reach.ACCOUNTS;
          findings.add(new BucketFinding(reach, deed(grant.permission()), BucketFinding.Way.ACL));
        }
      }
    }
    if (!isPolicyVoid && bucket.policy() instanceof Setting.Is<BucketPolicy>(BucketPolicy policy)) {
      addOfPolicy(policy, findings);
    }
    return findings;
  }

  private void addOfPolicy(BucketPolicy policy, List<BucketFinding> findings) {
    add(
        reach(policy.verdict("s3:ListBucket", "arn:aws:s3:::" + bucket.bucket())),
        "list what is in it",
        findings);
    Reach writes = Reach.NOBODY;
    for (String action : WRITING) {
      writes = writes.or(reach(policy.somewhere(action)));
    }
    add(writes, "write or delete objects in it", findings);
  }

  private static void add(Reach reach, String deed, List<BucketFinding> findings) {
    if (reach != Reach.NOBODY) {
      findings.add(new BucketFinding(reach, deed, BucketFinding.Way.POLICY));
    }
  }

  private static String deed(Permission permission) {
    return switch (permission) {
      case READ -> "list what is in it";
      case WRITE -> "write or delete objects in it";
      case READ_ACP -> "read its access control list";
      case WRITE_ACP -> "change its access control list";
      case FULL_CONTROL -> "list, write and delete what is in it and change who may";
    };
  }
}
