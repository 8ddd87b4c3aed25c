package dev.sluice.store.s3.light.xml;

import dev.sluice.model.Checksum;
import dev.sluice.model.Encryption;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ChecksumHeaders;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.http.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The XML that says what is stored: the answers to CompleteMultipartUpload, CopyObject and
/// UploadPartCopy. What they have no element for is in their headers, as in those to PutObject.
public final class StoredXml {

  private static final String CHECKSUM = "Checksum";

  private StoredXml() {}

  /// Reads an answer.
  ///
  /// @param root the name of its outermost element
  public static StoredContent read(HttpAnswer answer, String root) throws IOException {
    XmlPull xml = AnswerXml.open(answer, root);
    String etag = null;
    ChecksumHeaders checksums = new ChecksumHeaders();
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("ETag")) {
        etag = xml.readText().text();
        continue;
      }
      String checksum = xml.nameBehind(CHECKSUM);
      xml.readText();
      if (checksum != null) {
        checksums.accept(checksum.toLowerCase(Locale.ROOT), xml.text());
      }
    }
    return stored(answer, etag, checksums.checksums());
  }

  /// What an answer's headers say, and what was read from elsewhere in it.
  public static StoredContent stored(
      HttpAnswer answer, @Nullable String etag, List<Checksum> checksums) {
    return new StoredContent(
        ETags.bare(etag),
        answer.header("x-amz-version-id"),
        checksums,
        Encryption.of(
            answer.header("x-amz-server-side-encryption"),
            answer.header("x-amz-server-side-encryption-aws-kms-key-id"),
            answer.header("x-amz-server-side-encryption-customer-algorithm")));
  }
}
