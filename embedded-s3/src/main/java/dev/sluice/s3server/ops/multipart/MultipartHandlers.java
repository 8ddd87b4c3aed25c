package dev.sluice.s3server.ops.multipart;

import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.OperationHandler;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.traffic.Operation;
import java.util.Map;

/// Who carries out what is asked of uploads in parts.
public final class MultipartHandlers {

  private MultipartHandlers() {}

  public static void register(
      Map<Operation, OperationHandler> handlers, ServerState state, AccessControl access) {
    MultipartOperations uploads = new MultipartOperations(state);
    handlers.put(Operation.CREATE_MULTIPART_UPLOAD, uploads::create);
    handlers.put(Operation.ABORT_MULTIPART_UPLOAD, uploads::abort);
    MultipartParts parts = new MultipartParts(state, access, new Receiver(state.bodies()));
    handlers.put(Operation.UPLOAD_PART, parts::upload);
    handlers.put(Operation.UPLOAD_PART_COPY, parts::copy);
    handlers.put(Operation.COMPLETE_MULTIPART_UPLOAD, new MultipartCompletion(state)::complete);
  }
}
