package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.RunningChecksum;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.IsoTime;
import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.AclHeaders;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.CopySource;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Encryption;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.StoredHeaders;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.store.Versioning;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CopyObject. The copy shares its source's body; it becomes one part, whose ETag is computed anew,
/// if the source has several.
final class CopyOperations {

  private static final long MAX_COPY_BYTES = 5L << 30;

  private final ServerState state;
  private final AccessControl access;

  CopyOperations(ServerState state, AccessControl access) {
    this.state = state;
    this.access = access;
  }

  void copy(S3Request request, HttpResponse response) throws IOException {
    Headers headers = request.http().headers();
    Bucket bucket = state.buckets().require(request.bucketName());
    Bucket.Precondition precondition = Conditions.ofWrite(headers);
    CopySource source = CopySource.of(request);
    Acl acl = AclHeaders.forObject(request, bucket);
    StoredObject original = source.open(request, state, access);
    ObjectAttributes attributes = attributes(headers, bucket, original.attributes(), acl);
    refuseCopyOntoItself(request, source, original, attributes);
    if (original.sizeBytes() > MAX_COPY_BYTES) {
      throw S3Error.INVALID_REQUEST.exception("A copy source may have 5 GiB");
    }
    precondition.check(bucket.current(request.key()));
    Content content = copied(headers, original).encryptedAs(attributes.encryption());
    StoredObject copy = put(request, bucket, content, attributes, precondition);
    answer(response, bucket, copy, sourceVersion(source, original));
  }

  private StoredObject put(
      S3Request request,
      Bucket bucket,
      Content content,
      ObjectAttributes attributes,
      Bucket.Precondition precondition) {
    // The request holds a use of the body; the copy gets one of its own.
    if (!content.body().tryRetain()) {
      throw new IllegalStateException("a body in use cannot have been given back");
    }
    boolean stored = false;
    try {
      StoredObject copy =
          bucket.put(request.key(), content, attributes, state.nowSecond(), precondition);
      stored = true;
      return copy;
    } finally {
      if (!stored) {
        content.body().release();
      }
    }
  }

  private static ObjectAttributes attributes(
      Headers headers, Bucket bucket, ObjectAttributes original, Acl acl) {
    StoredHeaders stored =
        replaces(headers, "x-amz-metadata-directive")
            ? ObjectHeaders.storedHeaders(headers)
            : original.headers();
    String tagging = headers.get("x-amz-tagging");
    Map<String, String> tags = original.tags();
    if (replaces(headers, "x-amz-tagging-directive")) {
      tags = tagging == null ? Map.of() : Tags.parseHeader(tagging);
    }
    // Storage class and encryption are never copied: a copy has what its request asks for.
    ObjectAttributes asked = ObjectHeaders.read(headers, bucket, acl);
    return new ObjectAttributes(stored, asked.storageClass(), asked.encryption(), tags, acl);
  }

  private static boolean replaces(Headers headers, String directive) {
    return switch (headers.get(directive, "COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default -> throw S3Error.INVALID_ARGUMENT.exception(directive + " must be COPY or REPLACE");
    };
  }

  private static void refuseCopyOntoItself(
      S3Request request, CopySource source, StoredObject original, ObjectAttributes attributes) {
    boolean same =
        source.versionId() == null
            && source.bucketName().equals(request.bucketName())
            && source.key().equals(request.key());
    boolean changes =
        replaces(request.http().headers(), "x-amz-metadata-directive")
            || !attributes.storageClass().equals(original.attributes().storageClass())
            || !attributes.encryption().equals(Encryption.NONE)
            || request.http().headers().has("x-amz-website-redirect-location");
    if (same && !changes) {
      throw S3Error.INVALID_REQUEST.exception(
          "A copy onto itself must change metadata, storage class, redirect or encryption");
    }
  }

  private static Content copied(Headers headers, StoredObject original) throws IOException {
    Content content = original.requireContent();
    ChecksumAlgorithm wanted = ChecksumAlgorithm.named(headers.get("x-amz-checksum-algorithm", ""));
    StoredChecksum kept = content.checksum();
    boolean keepsChecksum =
        wanted == null
            ? kept == null || kept.parts() == 0
            : kept != null && kept.algorithm() == wanted && kept.parts() == 0;
    boolean keepsEtag =
        content.etag().parts() == 0 && !original.attributes().encryption().hidesMd5();
    if (!content.body().isReadable()) {
      return content; // as it is: there is nothing to compute from
    }
    if (keepsChecksum && keepsEtag) {
      return new Content(content.body(), content.etag(), kept, List.of());
    }
    ChecksumAlgorithm algorithm = wanted == null && kept != null ? kept.algorithm() : wanted;
    return recomputed(content, algorithm);
  }

  private static Content recomputed(Content content, @Nullable ChecksumAlgorithm algorithm)
      throws IOException {
    MessageDigest md5 = Md5.digest();
    RunningChecksum running = algorithm == null ? null : algorithm.start();
    content
        .body()
        .writeTo(
            (bytes, offset, count) -> {
              md5.update(bytes, offset, count);
              if (running != null) {
                running.update(bytes, offset, count);
              }
            },
            0,
            content.body().sizeBytes());
    StoredChecksum checksum =
        algorithm == null || running == null
            ? null
            : new StoredChecksum(algorithm, running.value(), 0);
    return new Content(content.body(), ETag.ofMd5(md5.digest()), checksum, List.of());
  }

  private @Nullable String sourceVersion(CopySource source, StoredObject original) {
    Bucket bucket = state.buckets().find(source.bucketName());
    boolean versioned = bucket != null && bucket.versioning() != Versioning.OFF;
    return versioned ? original.versionIdText() : null;
  }

  private static void answer(
      HttpResponse response, Bucket bucket, StoredObject copy, @Nullable String sourceVersion) {
    Content content = copy.requireContent();
    XmlWriter xml = new XmlWriter(response.content()).document("CopyObjectResult");
    xml.element("LastModified", IsoTime.text(copy.lastModifiedSecond()));
    xml.element("ETag", content.etag().quoted());
    StoredChecksum checksum = content.checksum();
    if (checksum != null) {
      xml.element(checksum.algorithm().elementName(), checksum.text());
      xml.element("ChecksumType", checksum.type().name());
    }
    xml.close("CopyObjectResult");
    response.header("Content-Type", "application/xml");
    if (sourceVersion != null) {
      response.header("x-amz-copy-source-version-id", sourceVersion);
    }
    WriteAnswer.appendVersion(response, bucket, copy.versionId());
    EncryptionHeaders.append(copy.attributes().encryption(), response);
  }
}
