package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.ops.OperationHandler;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.traffic.Operation;
import java.util.Map;

/// Who carries out what is asked of buckets: they themselves, their settings, and who has access.
public final class BucketHandlers {

  private BucketHandlers() {}

  public static void register(Map<Operation, OperationHandler> handlers, ServerState state) {
    BucketOperations buckets = new BucketOperations(state);
    handlers.put(Operation.LIST_BUCKETS, buckets::list);
    handlers.put(Operation.CREATE_BUCKET, buckets::create);
    handlers.put(Operation.HEAD_BUCKET, buckets::head);
    handlers.put(Operation.DELETE_BUCKET, buckets::delete);
    handlers.put(Operation.GET_BUCKET_LOCATION, buckets::location);
    VersioningOperations versioning = new VersioningOperations(state);
    handlers.put(Operation.GET_BUCKET_VERSIONING, versioning::get);
    handlers.put(Operation.PUT_BUCKET_VERSIONING, versioning::put);
    BucketSettings settings = new BucketSettings(state);
    handlers.put(Operation.GET_BUCKET_CONFIGURATION, settings::get);
    handlers.put(Operation.PUT_BUCKET_CONFIGURATION, settings::put);
    handlers.put(Operation.DELETE_BUCKET_CONFIGURATION, settings::delete);
    AclOperations acls = new AclOperations(state);
    handlers.put(Operation.GET_BUCKET_ACL, acls::getBucket);
    handlers.put(Operation.PUT_BUCKET_ACL, acls::putBucket);
    handlers.put(Operation.GET_OBJECT_ACL, acls::getObject);
    handlers.put(Operation.PUT_OBJECT_ACL, acls::putObject);
    PolicyOperations policies = new PolicyOperations(state);
    handlers.put(Operation.GET_BUCKET_POLICY, policies::get);
    handlers.put(Operation.PUT_BUCKET_POLICY, policies::put);
    handlers.put(Operation.DELETE_BUCKET_POLICY, policies::delete);
    handlers.put(Operation.GET_BUCKET_POLICY_STATUS, policies::status);
  }
}
