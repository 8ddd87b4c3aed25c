package dev.sluice.s3server.ops;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.store.Bucket;

/// The ACL that a request's headers ask for.
final class AclHeaders {

  private AclHeaders() {}

  static Acl forObject(S3Request request, Bucket bucket) {
    String canned = request.header("x-amz-acl");
    return canned == null ? Acl.PRIVATE : Acl.canned(canned);
  }
}
