package dev.sluice.s3server.store.dropping;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.store.Body;

/// Bytes that were received, hashed and forgotten.
record DroppedBody(long sizeBytes) implements Body {

  @Override
  public boolean isReadable() {
    return false;
  }

  @Override
  public boolean tryRetain() {
    return true;
  }

  @Override
  public void release() {
    // There is nothing to give back.
  }

  @Override
  public void writeTo(Output output, long offset, long count) {
    throw S3Error.NOT_IMPLEMENTED.exception("The content was not kept");
  }
}
