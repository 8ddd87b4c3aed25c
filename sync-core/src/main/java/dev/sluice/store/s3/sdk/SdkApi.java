package dev.sluice.store.s3.sdk;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ContentTypes;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.GetAnswers;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.WriteAnswer;
import dev.sluice.store.s3.api.WriteHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The frequent requests by the SDK's own client. Does not own it.
public final class SdkApi implements S3Api {

  private static final int NO_CONTENT = 204;

  /// By the header alone: told in its own way, the SDK would sum up each body itself.
  private static final AwsRequestOverrideConfiguration ASKING_FOR_CHECKSUMS =
      AwsRequestOverrideConfiguration.builder().putHeader("x-amz-checksum-mode", "ENABLED").build();

  private final Supplier<S3Client> client;

  public SdkApi(Supplier<S3Client> client) {
    this.client = client;
  }

  @Override
  public ListPage list(ListQuery query) throws IOException {
    ListObjectsV2Response answer =
        ask(s3 ->
            s3.listObjectsV2(
                ListObjectsV2Request.builder()
                    .bucket(query.bucket())
                    .prefix(query.prefix().isEmpty() ? null : query.prefix())
                    .startAfter(query.startAfter())
                    .continuationToken(query.token())
                    .maxKeys(query.maxKeys())
                    .encodingType(EncodingType.URL)
                    .build()));
    return SdkAnswers.page(answer);
  }

  private <T> T ask(Function<S3Client, T> request) throws FaultException {
    return SdkAnswers.understood(() -> request.apply(client.get()));
  }

  @Override
  public ObjectHead head(String bucket, String key, @Nullable String ifMatch) throws IOException {
    HeadObjectResponse answer =
        ask(s3 -> s3.headObject(b -> b.bucket(bucket).key(key).ifMatch(quoted(ifMatch))));
    return SdkAnswers.head(answer).requireWhole(ifMatch);
  }

  @Override
  public ObjectHead inspect(InspectQuery query) throws IOException {
    HeadObjectResponse answer =
        ask(s3 ->
            s3.headObject(b ->
                b.bucket(query.bucket())
                    .key(query.key())
                    .versionId(query.version())
                    .ifMatch(quoted(query.ifMatch()))
                    .partNumber(query.part().isEmpty() ? null : query.part().getAsInt())
                    .overrideConfiguration(ASKING_FOR_CHECKSUMS)));
    return SdkAnswers.head(answer).requireWhole(query.ifMatch());
  }

  @Override
  public ObjectHead get(GetQuery query, byte[] into, int at, int length) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(query.bucket())
            .key(query.key())
            .range(query.range())
            .ifMatch(quoted(query.ifMatch()))
            .overrideConfiguration(query.range() == null ? ASKING_FOR_CHECKSUMS : null)
            .build();
    ResponseInputStream<GetObjectResponse> body = client.get().getObject(request);
    boolean readToItsEnd = false;
    try {
      Long announced = body.response().contentLength();
      GetAnswers.require(
          query,
          new GetAnswers.Head(
              body.response().sdkHttpResponse().statusCode(),
              body.response().eTag(),
              body.response().contentRange()));
      if (announced != null) {
        GetAnswers.requireLength(query, announced, length);
      }
      int read = body.readNBytes(into, at, length);
      if (read < length) {
        throw new IOException("the answer ended after " + read + " of " + length + " bytes");
      }
      if (body.read() >= 0) {
        throw GetAnswers.otherLength(query, "more", length);
      }
      readToItsEnd = true;
      return SdkAnswers.head(body.response());
    } finally {
      if (readToItsEnd) {
        body.close();
      } else {
        body.abort(); // closing would first read the rest
      }
    }
  }

  @Override
  public StoredContent put(PutCommand command, Payload payload) throws IOException {
    PutObjectRequest request =
        S3Headers.put(command.bucket(), command.key(), command.headers(), payload.checksum())
            .contentMD5(payload.contentMd5())
            .ifMatch(command.condition().ifMatch())
            .ifNoneMatch(command.condition().ifNoneMatch())
            .build();
    PutObjectResponse answer = ask(s3 -> s3.putObject(request, body(payload)));
    return WriteAnswer.require(
        SdkAnswers.stored(answer.eTag(), answer), SdkAnswers.hasBody(answer));
  }

  @Override
  public Begun begin(BeginCommand command) throws IOException {
    PartChecksums checksums = command.checksums();
    CreateMultipartUploadResponse answer =
        ask(s3 ->
            s3.createMultipartUpload(
                S3Headers.create(command.bucket(), command.key(), command.headers())
                    .checksumAlgorithm(checksums == null ? null : checksums.algorithm().name())
                    .checksumType(checksums == null ? null : checksums.scopeHeader())
                    .build()));
    return Begun.of(
        answer.uploadId(), answer.checksumAlgorithmAsString(), answer.checksumTypeAsString());
  }

  @Override
  public StoredContent complete(CompleteCommand command) throws IOException {
    List<CompletedPart> parts = command.parts().stream().map(SdkApi::completed).toList();
    Checksum whole = command.whole();
    CompleteMultipartUploadResponse answer =
        ask(s3 ->
            s3.completeMultipartUpload(
                CompleteMultipartUploadRequest.builder()
                    .bucket(command.bucket())
                    .key(command.key())
                    .uploadId(command.uploadId())
                    .multipartUpload(upload -> upload.parts(parts))
                    .ifMatch(command.condition().ifMatch())
                    .ifNoneMatch(command.condition().ifNoneMatch())
                    .checksumType(whole == null ? null : whole.scope().name())
                    .overrideConfiguration(S3Headers.checksum(whole))
                    .build()));
    return SdkAnswers.stored(answer.eTag(), answer);
  }

  private static CompletedPart completed(PutPart part) {
    CompletedPart.Builder completed =
        CompletedPart.builder().partNumber(part.number()).eTag(ETags.quoted(part.etag()));
    Checksum checksum = part.checksum();
    if (checksum != null) {
      switch (checksum.algorithm()) {
        case CRC32C -> completed.checksumCRC32C(checksum.value());
        case CRC32 -> completed.checksumCRC32(checksum.value());
        case SHA1 -> completed.checksumSHA1(checksum.value());
        case SHA256 -> completed.checksumSHA256(checksum.value());
        case CRC64NVME -> completed.checksumCRC64NVME(checksum.value());
        case MD5 -> throw new IllegalArgumentException("an MD5 has a header of its own");
      }
    }
    return completed.build();
  }

  @Override
  public StoredContent putPart(PartCommand command, Payload payload) throws IOException {
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(command.bucket())
            .key(command.key())
            .uploadId(command.uploadId())
            .partNumber(command.number())
            .contentMD5(payload.contentMd5())
            .overrideConfiguration(S3Headers.checksum(payload.checksum()))
            .build();
    UploadPartResponse answer = ask(s3 -> s3.uploadPart(request, body(payload)));
    return WriteAnswer.require(
        SdkAnswers.stored(answer.eTag(), answer), SdkAnswers.hasBody(answer));
  }

  @Override
  public StoredContent copy(CopyCommand command) throws IOException {
    WriteHeaders own = command.own();
    CopyObjectRequest.Builder copy =
        own == null
            ? S3Headers.copy(command.bucket(), command.key(), command.options())
            : S3Headers.copy(command.bucket(), command.key(), own);
    ChecksumAlgorithm checksum = command.options().checksum();
    CopyObjectRequest request =
        copy.sourceBucket(command.sourceBucket())
            .sourceKey(command.sourceKey())
            .sourceVersionId(command.sourceVersion())
            .copySourceIfMatch(quoted(command.ifMatch()))
            .ifMatch(command.condition().ifMatch())
            .ifNoneMatch(command.condition().ifNoneMatch())
            .checksumAlgorithm(checksum == null ? null : checksum.name())
            .build();
    CopyObjectResponse answer = ask(s3 -> s3.copyObject(request));
    CopyObjectResult copied = answer.copyObjectResult();
    if (copied == null) {
      return WriteAnswer.require(SdkAnswers.stored(null, answer), false);
    }
    return WriteAnswer.require(SdkAnswers.stored(copied.eTag(), answer, copied), false);
  }

  @Override
  public StoredContent copyPart(CopyPartCommand command) throws IOException {
    PartCommand part = command.part();
    UploadPartCopyRequest request =
        UploadPartCopyRequest.builder()
            .sourceBucket(command.sourceBucket())
            .sourceKey(command.sourceKey())
            .copySourceIfMatch(quoted(command.ifMatch()))
            .copySourceRange(command.range())
            .destinationBucket(part.bucket())
            .destinationKey(part.key())
            .uploadId(part.uploadId())
            .partNumber(part.number())
            .build();
    UploadPartCopyResponse answer = ask(s3 -> s3.uploadPartCopy(request));
    CopyPartResult copied = answer.copyPartResult();
    return ETags.requireCopied(
        copied == null
            ? SdkAnswers.stored(null, answer)
            : SdkAnswers.stored(copied.eTag(), answer, copied));
  }

  @Override
  public Map<String, String> tags(String bucket, String key) throws IOException {
    GetObjectTaggingResponse answer =
        ask(s3 -> s3.getObjectTagging(b -> b.bucket(bucket).key(key)));
    if (!answer.hasTagSet()) {
      throw FaultException.corrupt("the answer does not say which tags there are");
    }
    return answer.tagSet().stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Override
  public boolean abort(String bucket, String key, String uploadId) throws IOException {
    return ask(s3 -> s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(uploadId)))
            .sdkHttpResponse()
            .statusCode()
        == NO_CONTENT;
  }

  @Override
  public Deleted delete(String bucket, Doomed object) throws IOException {
    ObjectName name = object.name();
    DeleteObjectResponse answer =
        ask(s3 ->
            s3.deleteObject(b ->
                b.bucket(bucket)
                    .key(name.key())
                    .versionId(name.version())
                    .ifMatch(quoted(object.ifMatch()))));
    return Deleted.of(
        answer.sdkHttpResponse().statusCode(),
        name,
        String.valueOf(answer.deleteMarker()),
        answer.versionId());
  }

  @Override
  public BatchDeleted delete(String bucket, List<Doomed> doomed) throws IOException {
    List<ObjectIdentifier> objects = doomed.stream().map(SdkApi::identifier).toList();
    DeleteObjectsRequest request =
        DeleteObjectsRequest.builder()
            .bucket(bucket)
            .delete(delete -> delete.objects(objects).quiet(false))
            .build();
    DeleteObjectsResponse answer = ask(s3 -> s3.deleteObjects(request));
    List<Gone> deleted = new ArrayList<>();
    for (DeletedObject each : answer.deleted()) {
      if (each.key() != null) {
        deleted.add(
            Gone.of(
                new ObjectName(each.key(), each.versionId()),
                Boolean.TRUE.equals(each.deleteMarker()),
                each.deleteMarkerVersionId()));
      }
    }
    return new BatchDeleted(deleted, answer.errors().stream().map(SdkApi::error).toList());
  }

  private static ObjectIdentifier identifier(Doomed doomed) {
    return ObjectIdentifier.builder()
        .key(doomed.name().key())
        .versionId(doomed.name().version())
        .eTag(quoted(doomed.ifMatch()))
        .build();
  }

  private static DeleteError error(S3Error error) {
    return new DeleteError(
        error.key() == null ? null : new ObjectName(error.key(), error.versionId()),
        error.code(),
        error.message());
  }

  /// The SDK asks for a stream for each pass over the bytes: signing (over plain HTTP), sending.
  private static RequestBody body(Payload payload) {
    ContentStreamProvider bytes =
        switch (payload) {
          case Payload.InMemory inMemory ->
              ContentStreamProvider.fromByteArrayUnsafe(inMemory.content());
          case Payload.Streamed streamed -> streamed::newStream;
        };
    return RequestBody.fromContentProvider(bytes, payload.sizeBytes(), ContentTypes.UNKNOWN);
  }

  private static @Nullable String quoted(@Nullable String etag) {
    return etag == null ? null : ETags.quoted(etag);
  }

  /// Nothing: the client is its opener's.
  @Override
  public void close() {}
}
