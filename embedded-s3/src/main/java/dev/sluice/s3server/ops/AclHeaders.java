package dev.sluice.s3server.ops;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.access.Grant;
import dev.sluice.s3server.access.Grant.GranteeType;
import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.store.Bucket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ACL that a request's headers ask for.
public final class AclHeaders {

  private AclHeaders() {}

  /// The ACL of an object to be made: private if the headers ask for none.
  public static Acl forObject(S3Request request, Bucket bucket) {
    Acl asked = read(request.http().headers());
    return asked == null ? Acl.PRIVATE : BucketRules.checked(bucket, asked);
  }

  /// Reads `x-amz-acl` or the `x-amz-grant-` headers; null when there are none.
  public static @Nullable Acl read(Headers headers) {
    String canned = headers.get("x-amz-acl");
    if (canned == null && !headers.hasBeginningWith("x-amz-grant-")) {
      return null;
    }
    List<Grant> grants = new ArrayList<>();
    add(grants, headers.get("x-amz-grant-full-control"), Permission.FULL_CONTROL);
    add(grants, headers.get("x-amz-grant-read"), Permission.READ);
    add(grants, headers.get("x-amz-grant-write"), Permission.WRITE);
    add(grants, headers.get("x-amz-grant-read-acp"), Permission.READ_ACP);
    add(grants, headers.get("x-amz-grant-write-acp"), Permission.WRITE_ACP);
    if (canned != null && !grants.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception("A canned ACL and grants exclude each other");
    }
    if (canned != null) {
      return Acl.canned(canned);
    }
    return grants.isEmpty() ? null : new Acl(grants);
  }

  /// Reads a list such as `id="…", uri="…"`.
  private static void add(List<Grant> grants, @Nullable String header, Permission permission) {
    if (header == null) {
      return;
    }
    for (String grantee : header.split(",", -1)) {
      int equals = grantee.indexOf('=');
      if (equals < 0) {
        throw S3Error.INVALID_ARGUMENT.exception(
            "A grantee is written as id=, uri= or emailAddress=");
      }
      String value = grantee.substring(equals + 1).strip().replace("\"", "");
      grants.add(
          switch (grantee.substring(0, equals).strip()) {
            case "id" -> new Grant(GranteeType.CANONICAL_USER, value, permission);
            case "uri" -> new Grant(GranteeType.GROUP, value, permission);
            // The only account there is.
            case "emailAddress" -> new Grant(GranteeType.CANONICAL_USER, Owner.ID, permission);
            default ->
                throw S3Error.INVALID_ARGUMENT.exception(
                    "A grantee is written as id=, uri= or emailAddress=");
          });
    }
  }
}
