package dev.sluice.cli.output.json;

import dev.sluice.care.acl.BucketFinding;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What a bucket has set about who may do what, as an event.
final class AccessEvents {

  private AccessEvents() {}

  static Json of(BucketAccess access, List<BucketFinding> findings) {
    return Json.event("bucket-access")
        .put("address", "s3://" + access.bucket())
        .put("acl", grants(access.acl()))
        .put(
            "ownership",
            access.ownership() instanceof Setting.Is<ObjectOwnership>(ObjectOwnership ownership)
                ? ownership.text()
                : null)
        .put("publicAccessBlock", state(access.block()))
        .put("blockPublicAcls", isOn(access, PublicAccessBlock::blocksAcls))
        .put("ignorePublicAcls", isOn(access, PublicAccessBlock::ignoresAcls))
        .put("blockPublicPolicy", isOn(access, PublicAccessBlock::blocksPolicies))
        .put("restrictPublicBuckets", isOn(access, PublicAccessBlock::restrictsPolicies))
        .put("policy", state(access.policy()))
        .put(
            "policyIsPublic",
            access.isPolicyPublic() instanceof Setting.Is<Boolean>(Boolean isPublic)
                ? isPublic.toString()
                : null)
        .put("public", findings.stream().map(BucketFinding::text).toList())
        .put("unknown", access.unknown());
  }

  private static boolean isOn(BucketAccess access, Predicate<PublicAccessBlock> which) {
    return access.block().is(which);
  }

  private static List<String> grants(Setting<Acl> acl) {
    return acl instanceof Setting.Is<Acl>(Acl list)
        ? list.grants().stream().map(Grant::toString).toList()
        : new ArrayList<>();
  }

  private static String state(Setting<?> setting) {
    return switch (setting) {
      case Setting.Is<?> _ -> "set";
      case Setting.None<?> _ -> "none";
      case Setting.Unsupported<?> _ -> "unsupported";
      case Setting.Hidden<?> _ -> "hidden";
    };
  }
}
