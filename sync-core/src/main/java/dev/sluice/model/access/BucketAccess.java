package dev.sluice.model.access;

import java.util.ArrayList;
import java.util.List;

/// All that a bucket has set about who may do what.
///
/// @param bucket its name
/// @param acl its own access control list
/// @param ownership whose its objects are
/// @param block what of public access it refuses
/// @param policy its policy
/// @param isPolicyPublic whether the service takes the policy for public
public record BucketAccess(
    String bucket,
    Setting<Acl> acl,
    Setting<ObjectOwnership> ownership,
    Setting<PublicAccessBlock> block,
    Setting<BucketPolicy> policy,
    Setting<Boolean> isPolicyPublic) {

  /// Whether access control lists have no effect, since the bucket's owner owns everything.
  public boolean areAclsOff() {
    return ownership.is(each -> each == ObjectOwnership.BUCKET_OWNER_ENFORCED);
  }

  /// Whether public grants of access control lists have no effect.
  public boolean arePublicAclsVoid() {
    return areAclsOff() || block.is(PublicAccessBlock::ignoresAcls);
  }

  /// Why some of it is not known, as lines for the user.
  public List<String> unknown() {
    List<String> lines = new ArrayList<>();
    for (Setting<?> setting : List.of(acl, ownership, block, policy, isPolicyPublic)) {
      if (setting instanceof Setting.Hidden<?>(String why)) {
        lines.add(why);
      }
    }
    return lines;
  }
}
