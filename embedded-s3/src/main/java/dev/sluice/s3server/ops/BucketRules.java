package dev.sluice.s3server.ops;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a bucket's ownership controls and public access block say about ACLs and policies.
public final class BucketRules {

  /// The four switches of a public access block.
  public enum Block {
    ACLS("BlockPublicAcls"),
    IGNORE_ACLS("IgnorePublicAcls"),
    POLICY("BlockPublicPolicy"),
    RESTRICT("RestrictPublicBuckets");

    private final String element;

    Block(String element) {
      this.element = element;
    }

    public String element() {
      return element;
    }
  }

  private BucketRules() {}

  /// Whether the public access block of a bucket has a switch on.
  public static boolean blocks(Bucket bucket, Block block) {
    XmlElement document = document(bucket, BucketSetting.PUBLIC_ACCESS_BLOCK);
    return document != null && "true".equalsIgnoreCase(document.textOf(block.element));
  }

  /// Whether ACLs are off, because the bucket's owner owns every object.
  public static boolean isOwnerEnforced(Bucket bucket) {
    XmlElement document = document(bucket, BucketSetting.OWNERSHIP_CONTROLS);
    XmlElement rule = document == null ? null : document.child("Rule");
    return rule != null && "BucketOwnerEnforced".equals(rule.textOf("ObjectOwnership"));
  }

  /// Refuses an ACL that the bucket does not take.
  public static Acl checked(Bucket bucket, Acl acl) {
    if (isOwnerEnforced(bucket) && !acl.equals(Acl.PRIVATE)) {
      throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.exception();
    }
    if (acl.isPublic() && blocks(bucket, Block.ACLS)) {
      throw S3Error.ACCESS_DENIED.exception("The bucket's public access block refuses public ACLs");
    }
    return acl;
  }

  private static @Nullable XmlElement document(Bucket bucket, BucketSetting setting) {
    String document = bucket.settings().get(setting.subResource());
    return document == null
        ? null
        : XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), setting.root());
  }
}
