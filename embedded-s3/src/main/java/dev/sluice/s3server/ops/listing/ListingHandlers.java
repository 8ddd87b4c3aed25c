package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.ops.OperationHandler;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.traffic.Operation;
import java.util.Map;

/// Who carries out what lists objects, versions, uploads and parts.
public final class ListingHandlers {

  private ListingHandlers() {}

  public static void register(Map<Operation, OperationHandler> handlers, ServerState state) {
    ObjectListings listings = new ObjectListings(state);
    handlers.put(Operation.LIST_OBJECTS, listings::listV1);
    handlers.put(Operation.LIST_OBJECTS_V2, listings::listV2);
    handlers.put(Operation.LIST_OBJECT_VERSIONS, new VersionListings(state)::list);
    MultipartListings uploads = new MultipartListings(state);
    handlers.put(Operation.LIST_PARTS, uploads::parts);
    handlers.put(Operation.LIST_MULTIPART_UPLOADS, uploads::uploads);
  }
}
