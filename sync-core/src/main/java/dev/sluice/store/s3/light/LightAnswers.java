package dev.sluice.store.s3.light;

import dev.sluice.model.ContentHeaders;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ChecksumHeaders;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.GetAnswers;
import dev.sluice.store.s3.api.HttpDates;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Api.Begun;
import dev.sluice.store.s3.api.S3Api.GetQuery;
import dev.sluice.store.s3.api.StorageClasses;
import dev.sluice.store.s3.api.WriteAnswer;
import dev.sluice.store.s3.http.HttpAnswer;
import dev.sluice.store.s3.light.xml.AnswerXml;
import dev.sluice.store.s3.light.xml.StoredXml;
import dev.sluice.store.s3.light.xml.XmlPull;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the answers to the light path's requests say.
final class LightAnswers {

  /// Requests have it too.
  static final String REDIRECT = "x-amz-website-redirect-location";

  private static final String PART_COUNT = "x-amz-mp-parts-count";
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String TAG_COUNT = "x-amz-tagging-count";

  private LightAnswers() {}

  /// Reads an object's bytes, if the answer is one to `query`.
  static void read(GetQuery query, HttpAnswer answer, byte[] into, int at, int length)
      throws IOException {
    GetAnswers.require(
        query,
        new GetAnswers.Head(
            answer.status(),
            answer.header("etag"),
            query.range() == null ? null : answer.header("content-range")));
    if (answer.announcesLength()) {
      GetAnswers.requireLength(query, answer.contentLength(), length);
    }
    InputStream body = answer.body();
    int read = body.readNBytes(into, at, length);
    if (read < length) {
      throw new EOFException("the answer ended after " + read + " of " + length + " bytes");
    }
    if (body.read() >= 0) {
      throw GetAnswers.otherLength(query, "more", length);
    }
  }

  /// How long it says that its object is.
  static OptionalLong length(HttpAnswer answer) {
    return answer.announcesLength()
        ? OptionalLong.of(answer.contentLength())
        : OptionalLong.empty();
  }

  /// The object that it is about.
  ///
  /// @param length see [ObjectHead#contentLength]
  static ObjectHead objectHead(HttpAnswer answer, OptionalLong length) {
    Map<String, String> metadata = new HashMap<>();
    answer.headersUnder("x-amz-meta-", metadata::put);
    return new ObjectHead(
        stored(answer, answer.header("etag")),
        length,
        HttpDates.parse(answer.header("last-modified")),
        new ContentHeaders(
            answer.header("content-type"),
            answer.header("content-encoding"),
            answer.header("content-language"),
            answer.header("content-disposition"),
            answer.header("cache-control"),
            answer.header("expires")),
        metadata,
        answer.header(REDIRECT),
        ObjectHead.number(answer.header(TAG_COUNT)),
        ObjectHead.number(answer.header(PART_COUNT)),
        StorageClasses.of(answer.header(STORAGE_CLASS)));
  }

  private static StoredContent stored(HttpAnswer answer, @Nullable String etag) {
    return StoredXml.stored(answer, etag, ChecksumHeaders.of(answer::headersUnder));
  }

  /// What was stored by a PUT.
  static StoredContent written(HttpAnswer answer) throws FaultException {
    return WriteAnswer.require(
        stored(answer, answer.header("etag")), WriteAnswer.hasBody(answer::header));
  }

  /// The upload that has begun.
  static Begun begun(HttpAnswer answer) throws IOException {
    XmlPull xml = AnswerXml.open(answer, "InitiateMultipartUploadResult");
    String id = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("UploadId")) {
        id = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    return Begun.of(
        id, answer.header(ChecksumHeaders.ALGORITHM), answer.header(ChecksumHeaders.SCOPE));
  }
}
