package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.Crc32c;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.S3Api.PutPart;
import java.util.List;

/// The XML that asks for CompleteMultipartUpload.
public final class CompleteXml {

  private CompleteXml() {}

  /// What asks to put these parts together.
  public static String of(List<PutPart> parts) {
    StringBuilder xml =
        new StringBuilder(128 + 160 * parts.size())
            .append("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    for (PutPart part : parts) {
      xml.append("<Part><PartNumber>").append(part.number()).append("</PartNumber><ETag>");
      DeleteXml.escape(ETags.quoted(part.etag()), xml);
      xml.append("</ETag>");
      Crc32c crc32c = part.crc32c();
      if (crc32c != null) {
        xml.append("<ChecksumCRC32C>").append(crc32c.base64()).append("</ChecksumCRC32C>");
      }
      xml.append("</Part>");
    }
    return xml.append("</CompleteMultipartUpload>").toString();
  }
}
