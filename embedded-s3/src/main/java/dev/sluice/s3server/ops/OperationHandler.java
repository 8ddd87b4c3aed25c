package dev.sluice.s3server.ops;

import dev.sluice.s3server.http.HttpResponse;
import java.io.IOException;

/// Carries out one operation: fills the answer, which the service sends, or throws an S3Exception.
@FunctionalInterface
public interface OperationHandler {
  void handle(S3Request request, HttpResponse response) throws IOException;
}
