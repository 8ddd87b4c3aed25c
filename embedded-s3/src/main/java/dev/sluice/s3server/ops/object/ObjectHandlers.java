package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.OperationHandler;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.traffic.Operation;
import java.util.Map;

/// Who carries out what is asked of objects.
public final class ObjectHandlers {

  private ObjectHandlers() {}

  public static void register(
      Map<Operation, OperationHandler> handlers, ServerState state, AccessControl access) {
    ObjectReads reads = new ObjectReads(state);
    handlers.put(Operation.GET_OBJECT, reads::get);
    handlers.put(Operation.HEAD_OBJECT, reads::head);
    handlers.put(Operation.GET_OBJECT_ATTRIBUTES, new ObjectAttributesOperation(state)::handle);
    TaggingOperations tags = new TaggingOperations(state);
    handlers.put(Operation.GET_OBJECT_TAGGING, tags::get);
    handlers.put(Operation.PUT_OBJECT_TAGGING, tags::put);
    handlers.put(Operation.DELETE_OBJECT_TAGGING, tags::delete);
    ObjectWrites writes = new ObjectWrites(state, new Receiver(state.bodies()));
    handlers.put(Operation.PUT_OBJECT, writes::put);
    handlers.put(Operation.DELETE_OBJECT, writes::delete);
    handlers.put(Operation.DELETE_OBJECTS, new BatchDelete(state, access)::handle);
    handlers.put(Operation.COPY_OBJECT, new CopyOperations(state, access)::copy);
  }
}
