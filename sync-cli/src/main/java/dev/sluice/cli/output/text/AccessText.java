package dev.sluice.cli.output.text;

import dev.sluice.care.acl.AclText;
import dev.sluice.care.acl.BucketFinding;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.BucketPolicy;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a bucket has set about who may do what, in words.
final class AccessText {

  private AccessText() {}

  static List<String> lines(BucketAccess access, List<BucketFinding> findings) {
    List<String> lines = new ArrayList<>();
    lines.add("s3://" + access.bucket());
    lines.add(
        "  access control list: "
            + of(access.acl(), (Acl acl) -> AclText.of(acl.grants()), "none"));
    lines.add("  owner of its objects: " + of(access.ownership(), each -> each.text(), "not set"));
    lines.add("  public access block: " + of(access.block(), AccessText::block, "none"));
    lines.add("  policy: " + of(access.policy(), AccessText::policy, "none") + status(access));
    findings.forEach(finding -> lines.add("  PUBLIC: " + finding.text()));
    return lines;
  }

  private static <T> String of(Setting<T> setting, Function<T, String> text, String none) {
    return switch (setting) {
      case Setting.Is<T>(T value) -> text.apply(value);
      case Setting.None<T> _ -> none;
      case Setting.Unsupported<T> _ -> "the service has no such thing";
      case Setting.Hidden<T> _ -> "not known, since it may not be read";
    };
  }

  private static String block(PublicAccessBlock block) {
    List<String> on = new ArrayList<>();
    if (block.blocksAcls()) {
      on.add("BlockPublicAcls");
    }
    if (block.ignoresAcls()) {
      on.add("IgnorePublicAcls");
    }
    if (block.blocksPolicies()) {
      on.add("BlockPublicPolicy");
    }
    if (block.restrictsPolicies()) {
      on.add("RestrictPublicBuckets");
    }
    return on.isEmpty() ? "all off" : String.join(", ", on);
  }

  private static String policy(BucketPolicy policy) {
    return NumberText.count(policy.statements().size(), "statement", "statements");
  }

  private static String status(BucketAccess access) {
    boolean isNone = access.policy() instanceof Setting.None<BucketPolicy>;
    return !isNone && access.isPolicyPublic() instanceof Setting.Is<Boolean>(Boolean isPublic)
        ? isPublic ? ", public as the service says" : ", not public as the service says"
        : "";
  }
}
