package dev.sluice.store.s3.light;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.ContentHeaders;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ChecksumHeaders;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.WriteAnswer;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.http.HttpRequest;
import dev.sluice.store.s3.light.LightRequests.Call;
import dev.sluice.store.s3.light.LightRequests.HeaderSetter;
import dev.sluice.store.s3.light.xml.CompleteXml;
import dev.sluice.store.s3.light.xml.DeleteXml;
import dev.sluice.store.s3.light.xml.ListParser;
import dev.sluice.store.s3.light.xml.StoredXml;
import dev.sluice.store.s3.light.xml.TagsXml;
import dev.sluice.store.s3.sign.Percent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The frequent requests, built and read here: a fifth of the SDK's work and less. Source of every
/// request and answer: the Amazon S3 API reference.
///
/// What it cannot send (a bucket that needs another signature, a payload that is streamed) goes to
/// the SDK.
public final class LightApi implements S3Api {

  /// Asks for the checksums that the service has.
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  private static final String ENABLED = "ENABLED";

  private static final int NO_CONTENT = 204;

  static final HeaderSetter NO_HEADERS = _ -> {};

  private final LightRequests requests;
  private final S3Api sdk;
  private final Runnable closer;

  /// @param sdk for what goes beyond this path
  /// @param closer frees the connections
  public LightApi(LightRequests requests, S3Api sdk, Runnable closer) {
    this.requests = requests;
    this.sdk = sdk;
    this.closer = closer;
  }

  private static HeaderSetter ifMatch(@Nullable String etag) {
    return etag == null ? NO_HEADERS : headers -> headers.set("if-match", ETags.quoted(etag));
  }

  private static void require(ConditionHeaders condition, HeaderList headers) {
    headers.set("if-match", condition.ifMatch()).set("if-none-match", condition.ifNoneMatch());
  }

  static Call bodiless(
      String method, String bucket, @Nullable String key, String query, HeaderSetter headers) {
    return new Call(method, bucket, key, query, headers, HttpRequest.NO_BODY, false);
  }

  @Override
  public ListPage list(ListQuery query) throws IOException {
    if (!requests.canReach(query.bucket())) {
      return sdk.list(query);
    }
    StringBuilder text = new StringBuilder(160);
    parameter(text, "continuation-token", query.token());
    parameter(text, "encoding-type", "url");
    parameter(text, "list-type", "2");
    parameter(text, "max-keys", Integer.toString(query.maxKeys()));
    parameter(text, "prefix", query.prefix().isEmpty() ? null : query.prefix());
    parameter(text, "start-after", query.startAfter());
    return requests.send(
        bodiless("GET", query.bucket(), null, text.toString(), NO_HEADERS),
        answer -> ListParser.parse(answer.body(), query.maxKeys()));
  }

  /// To be called in the order of names, which is the order that is signed.
  static void parameter(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      if (!query.isEmpty()) {
        query.append('&');
      }
      query.append(name).append('=').append(Percent.query(value));
    }
  }

  @Override
  public ObjectHead head(String bucket, String key, @Nullable String ifMatch) throws IOException {
    return requests.canReach(bucket)
        ? requests.send(
            bodiless("HEAD", bucket, key, "", ifMatch(ifMatch)),
            answer ->
                LightAnswers.objectHead(answer, LightAnswers.length(answer)).requireWhole(ifMatch))
        : sdk.head(bucket, key, ifMatch);
  }

  @Override
  public ObjectHead inspect(InspectQuery query) throws IOException {
    if (!requests.canReach(query.bucket())) {
      return sdk.inspect(query);
    }
    HeaderSetter condition = ifMatch(query.ifMatch());
    StringBuilder text = new StringBuilder();
    parameter(
        text,
        "partNumber",
        query.part().isEmpty() ? null : Integer.toString(query.part().getAsInt()));
    parameter(text, "versionId", query.version());
    return requests.send(
        bodiless(
            "HEAD",
            query.bucket(),
            query.key(),
            text.toString(),
            headers -> {
              condition.set(headers);
              headers.set(CHECKSUM_MODE, ENABLED);
            }),
        answer ->
            LightAnswers.objectHead(answer, LightAnswers.length(answer))
                .requireWhole(query.ifMatch()));
  }

  @Override
  public ObjectHead get(GetQuery query, byte[] into, int at, int length) throws IOException {
    if (!requests.canReach(query.bucket())) {
      return sdk.get(query, into, at, length);
    }
    HeaderSetter condition = ifMatch(query.ifMatch());
    HeaderSetter headers =
        list -> {
          condition.set(list);
          list.set("range", query.range());
          list.set(CHECKSUM_MODE, query.range() == null ? ENABLED : null);
        };
    return requests.send(
        bodiless("GET", query.bucket(), query.key(), "", headers),
        answer -> {
          LightAnswers.read(query, answer, into, at, length);
          return LightAnswers.objectHead(answer, OptionalLong.empty());
        });
  }

  @Override
  public StoredContent put(PutCommand command, Payload payload) throws IOException {
    if (!(payload instanceof Payload.InMemory content) || !requests.canReach(command.bucket())) {
      return sdk.put(command, payload);
    }
    return requests.send(
        new Call(
            "PUT",
            command.bucket(),
            command.key(),
            "",
            headers -> {
              describe(command.headers(), headers);
              require(command.condition(), headers);
              verify(content, headers);
            },
            content.content(),
            true),
        LightAnswers::written);
  }

  private static void verify(Payload payload, HeaderList headers) {
    headers.set("content-md5", payload.contentMd5());
    set(payload.checksum(), headers);
  }

  private static void set(@Nullable Checksum checksum, HeaderList headers) {
    if (checksum != null) {
      headers.set(ChecksumHeaders.name(checksum.algorithm()), checksum.value());
    }
  }

  private static void describe(WriteHeaders written, HeaderList headers) {
    ContentHeaders content = written.content();
    headers
        .set("content-type", content.contentType())
        .set("content-encoding", content.contentEncoding())
        .set("content-language", content.contentLanguage())
        .set("content-disposition", content.contentDisposition())
        .set("cache-control", content.cacheControl())
        .set("expires", content.expires());
    destination(headers, written.acl(), written.storageClass());
    headers.set(LightAnswers.REDIRECT, written.redirect()).set("x-amz-tagging", written.tagging());
    written.metadata().forEach((name, value) -> headers.set("x-amz-meta-" + name, value));
  }

  private static void destination(
      HeaderList headers, S3WriteOptions.@Nullable Acl acl, @Nullable String storageClass) {
    headers
        .set(
            "x-amz-acl",
            switch (acl) {
              case null -> null;
              case PRIVATE -> "private";
              case PUBLIC_READ -> "public-read";
            })
        .set("x-amz-storage-class", storageClass);
  }

  @Override
  public Begun begin(BeginCommand command) throws IOException {
    if (!requests.canReach(command.bucket())) {
      return sdk.begin(command);
    }
    return requests.send(
        bodiless(
            "POST",
            command.bucket(),
            command.key(),
            "uploads=",
            headers -> {
              describe(command.headers(), headers);
              PartChecksums checksums = command.checksums();
              if (checksums != null) {
                headers
                    .set(ChecksumHeaders.ALGORITHM, checksums.algorithm().name())
                    .set(ChecksumHeaders.SCOPE, checksums.scopeHeader());
              }
            }),
        LightAnswers::begun);
  }

  @Override
  public StoredContent complete(CompleteCommand command) throws IOException {
    if (!requests.canReach(command.bucket())) {
      return sdk.complete(command);
    }
    StringBuilder query = new StringBuilder(160);
    parameter(query, "uploadId", command.uploadId());
    return requests.send(
        new Call(
            "POST",
            command.bucket(),
            command.key(),
            query.toString(),
            headers -> {
              headers.set("content-type", "application/xml");
              require(command.condition(), headers);
              Checksum whole = command.whole();
              if (whole != null) {
                set(whole, headers);
                headers.set(ChecksumHeaders.SCOPE, whole.scope().name());
              }
            },
            CompleteXml.of(command.parts()).getBytes(StandardCharsets.UTF_8),
            false),
        answer -> StoredXml.read(answer, "CompleteMultipartUploadResult"));
  }

  @Override
  public StoredContent putPart(PartCommand command, Payload payload) throws IOException {
    if (!(payload instanceof Payload.InMemory content) || !requests.canReach(command.bucket())) {
      return sdk.putPart(command, payload);
    }
    return requests.send(
        new Call(
            "PUT",
            command.bucket(),
            command.key(),
            partQuery(command),
            headers -> verify(content, headers),
            content.content(),
            true),
        LightAnswers::written);
  }

  private static String partQuery(PartCommand part) {
    StringBuilder query = new StringBuilder(160);
    parameter(query, "partNumber", Integer.toString(part.number()));
    parameter(query, "uploadId", part.uploadId());
    return query.toString();
  }

  @Override
  public StoredContent copy(CopyCommand command) throws IOException {
    if (!requests.canReach(command.bucket())) {
      return sdk.copy(command);
    }
    HeaderSetter source =
        copySource(
            command.sourceBucket(),
            command.sourceKey(),
            command.sourceVersion(),
            command.ifMatch());
    return requests.send(
        bodiless(
            "PUT",
            command.bucket(),
            command.key(),
            "",
            headers -> {
              source.set(headers);
              require(command.condition(), headers);
              ChecksumAlgorithm checksum = command.options().checksum();
              headers.set(ChecksumHeaders.ALGORITHM, checksum == null ? null : checksum.name());
              if (command.own() == null) {
                destination(headers, command.options().acl(), command.options().storageClass());
              } else {
                headers.set("x-amz-metadata-directive", "REPLACE");
                headers.set("x-amz-tagging-directive", "REPLACE");
                describe(command.own(), headers);
              }
            }),
        answer -> WriteAnswer.require(StoredXml.read(answer, "CopyObjectResult"), false));
  }

  private static HeaderSetter copySource(
      String bucket, String key, @Nullable String version, @Nullable String ifMatch) {
    String source = bucket + (bucket.startsWith("arn:") ? "/object/" : "/") + key;
    StringBuilder query = new StringBuilder();
    if (version != null) {
      parameter(query, "versionId", version);
    }
    return headers ->
        headers
            .set("x-amz-copy-source", Percent.path(source) + (version == null ? "" : "?" + query))
            .set("x-amz-copy-source-if-match", ifMatch == null ? null : ETags.quoted(ifMatch));
  }

  @Override
  public StoredContent copyPart(CopyPartCommand command) throws IOException {
    PartCommand part = command.part();
    if (!requests.canReach(part.bucket())) {
      return sdk.copyPart(command);
    }
    HeaderSetter source =
        copySource(command.sourceBucket(), command.sourceKey(), null, command.ifMatch());
    return requests.send(
        bodiless(
            "PUT",
            part.bucket(),
            part.key(),
            partQuery(part),
            headers -> {
              source.set(headers);
              headers.set("x-amz-copy-source-range", command.range());
            }),
        answer -> ETags.requireCopied(StoredXml.read(answer, "CopyPartResult")));
  }

  @Override
  public Map<String, String> tags(String bucket, String key) throws IOException {
    return requests.canReach(bucket)
        ? requests.send(bodiless("GET", bucket, key, "tagging=", NO_HEADERS), TagsXml::read)
        : sdk.tags(bucket, key);
  }

  @Override
  public boolean abort(String bucket, String key, String uploadId) throws IOException {
    if (!requests.canReach(bucket)) {
      return sdk.abort(bucket, key, uploadId);
    }
    StringBuilder query = new StringBuilder(160);
    parameter(query, "uploadId", uploadId);
    return requests.send(
        bodiless("DELETE", bucket, key, query.toString(), NO_HEADERS),
        answer -> answer.status() == NO_CONTENT);
  }

  @Override
  public Deleted delete(String bucket, Doomed object) throws IOException {
    if (!requests.canReach(bucket)) {
      return sdk.delete(bucket, object);
    }
    ObjectName name = object.name();
    StringBuilder query = new StringBuilder(80);
    parameter(query, "versionId", name.version());
    return requests.send(
        bodiless("DELETE", bucket, name.key(), query.toString(), ifMatch(object.ifMatch())),
        answer ->
            Deleted.of(
                answer.status(),
                name,
                answer.header("x-amz-delete-marker"),
                answer.header("x-amz-version-id")));
  }

  @Override
  public BatchDeleted delete(String bucket, List<Doomed> objects) throws IOException {
    if (!requests.canReach(bucket)) {
      return sdk.delete(bucket, objects);
    }
    byte[] body = DeleteXml.of(objects).getBytes(StandardCharsets.UTF_8);
    String md5 = Md5.base64(body);
    return requests.send(
        new Call(
            "POST",
            bucket,
            null,
            "delete=",
            headers -> headers.set("content-type", "application/xml").set("content-md5", md5),
            body,
            true),
        DeleteXml::read);
  }

  @Override
  public void close() {
    closer.run();
    sdk.close();
  }
}
