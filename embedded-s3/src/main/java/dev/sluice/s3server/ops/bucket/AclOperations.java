package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.access.Grant;
import dev.sluice.s3server.access.Grant.GranteeType;
import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.AclHeaders;
import dev.sluice.s3server.ops.BucketRules;
import dev.sluice.s3server.ops.Lookup;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes the ACLs of buckets and objects.
final class AclOperations {

  private static final String XSI =
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"";

  private final ServerState state;

  AclOperations(ServerState state) {
    this.state = state;
  }

  void getBucket(S3Request request, HttpResponse response) {
    write(response, state.buckets().require(request.bucketName()).acl());
  }

  void putBucket(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    bucket.acl(asked(request, bucket));
    response.status(200);
  }

  void getObject(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object = Lookup.require(bucket, request.key(), request.query("versionId"));
    write(response, object.attributes().acl());
  }

  void putObject(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object = Lookup.require(bucket, request.key(), request.query("versionId"));
    Acl acl = asked(request, bucket);
    if (!bucket.update(request.key(), object.versionIdText(), a -> a.withAcl(acl))) {
      throw S3Error.NO_SUCH_KEY.exception();
    }
    response.status(200);
  }

  private static Acl asked(S3Request request, Bucket bucket) throws IOException {
    byte[] document = Receiver.document(request);
    if (BucketRules.isOwnerEnforced(bucket)) {
      throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.exception();
    }
    Acl byHeaders = AclHeaders.read(request.http().headers());
    if (byHeaders != null) {
      return BucketRules.checked(bucket, byHeaders);
    }
    if (document.length == 0) {
      throw S3Error.INVALID_REQUEST.exception("The request brings no ACL");
    }
    return BucketRules.checked(bucket, parse(XmlElement.parse(document, "AccessControlPolicy")));
  }

  private static Acl parse(XmlElement policy) {
    XmlElement list = policy.child("AccessControlList");
    if (list == null) {
      throw S3Error.MALFORMED_ACL.exception();
    }
    List<Grant> grants = new ArrayList<>();
    for (XmlElement grant : list.children("Grant")) {
      XmlElement grantee = grant.child("Grantee");
      if (grantee == null) {
        throw S3Error.MALFORMED_ACL.exception();
      }
      grants.add(new Grant(type(grantee), name(grantee), permission(grant)));
    }
    return new Acl(grants);
  }

  private static GranteeType type(XmlElement grantee) {
    for (GranteeType type : GranteeType.values()) {
      if (type.xmlType().equals(grantee.attribute("type"))) {
        return type;
      }
    }
    throw S3Error.MALFORMED_ACL.exception("A grantee has no type");
  }

  private static String name(XmlElement grantee) {
    String name = grantee.textOf(type(grantee).element());
    if (name == null) {
      throw S3Error.MALFORMED_ACL.exception("A grantee has no name");
    }
    return name;
  }

  private static Permission permission(XmlElement grant) {
    String name = grant.requireTextOf("Permission");
    for (Permission permission : Permission.values()) {
      if (permission.name().equals(name)) {
        return permission;
      }
    }
    throw S3Error.MALFORMED_ACL.exception("There is no permission " + name);
  }

  private static void write(HttpResponse response, Acl acl) {
    XmlWriter xml = new XmlWriter(response.content()).document("AccessControlPolicy");
    xml.open("Owner").element("ID", Owner.ID).element("DisplayName", Owner.DISPLAY_NAME);
    xml.close("Owner").open("AccessControlList");
    for (Grant grant : acl.grants()) {
      xml.open("Grant");
      xml.open("Grantee" + XSI + grant.granteeType().xmlType() + '"');
      xml.element(grant.granteeType().element(), grant.grantee());
      if (grant.grantee().equals(Owner.ID)) {
        xml.element("DisplayName", Owner.DISPLAY_NAME);
      }
      xml.close("Grantee").element("Permission", grant.permission().name()).close("Grant");
    }
    xml.close("AccessControlList").close("AccessControlPolicy");
    response.header("Content-Type", "application/xml");
  }
}
