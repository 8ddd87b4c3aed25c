package dev.sluice.s3server.ops.multipart;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.AclHeaders;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.object.ObjectHeaders;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.MultipartUpload;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Begins and aborts uploads in parts.
final class MultipartOperations {

  private final ServerState state;

  MultipartOperations(ServerState state) {
    this.state = state;
  }

  void create(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    Headers headers = request.http().headers();
    ObjectAttributes attributes =
        ObjectHeaders.read(headers, bucket, AclHeaders.forObject(request, bucket));
    ChecksumAlgorithm algorithm = algorithm(headers);
    ChecksumType type = type(headers, algorithm);
    MultipartUpload upload =
        bucket
            .uploads()
            .begin(
                request.key(),
                state.nowSecond(),
                new MultipartUpload.Plan(attributes, algorithm, type));
    XmlWriter xml = new XmlWriter(response.content()).document("InitiateMultipartUploadResult");
    xml.element("Bucket", bucket.name()).element("Key", request.key().text());
    xml.element("UploadId", upload.id()).close("InitiateMultipartUploadResult");
    response.header("Content-Type", "application/xml");
    if (algorithm != null && type != null) {
      response.header("x-amz-checksum-algorithm", algorithm.name());
      response.header("x-amz-checksum-type", type.name());
    }
    EncryptionHeaders.append(attributes.encryption(), response);
  }

  private static @Nullable ChecksumAlgorithm algorithm(Headers headers) {
    String name = headers.get("x-amz-checksum-algorithm");
    if (name == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(name);
    if (algorithm == null) {
      throw S3Error.INVALID_REQUEST.exception("The checksum algorithm is not known");
    }
    return algorithm;
  }

  private static @Nullable ChecksumType type(
      Headers headers, @Nullable ChecksumAlgorithm algorithm) {
    String name = headers.get("x-amz-checksum-type");
    if (algorithm == null) {
      if (name != null) {
        throw S3Error.INVALID_REQUEST.exception("A checksum type needs an algorithm");
      }
      return null;
    }
    boolean crc64 = algorithm == ChecksumAlgorithm.CRC64NVME;
    if (name == null) {
      return crc64 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }
    return switch (name) {
      case "COMPOSITE" -> {
        if (crc64) {
          throw S3Error.INVALID_REQUEST.exception("CRC64NVME is always of the full object");
        }
        yield ChecksumType.COMPOSITE;
      }
      case "FULL_OBJECT" -> {
        if (!algorithm.isCrc()) {
          throw S3Error.INVALID_REQUEST.exception(
              algorithm + " of parts gives none of the full object");
        }
        yield ChecksumType.FULL_OBJECT;
      }
      default -> throw S3Error.INVALID_REQUEST.exception("The checksum type is not known");
    };
  }

  void abort(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    String id = request.query().get("uploadId", "");
    bucket.uploads().abort(bucket.uploads().require(request.key(), id));
    response.status(204);
  }
}
