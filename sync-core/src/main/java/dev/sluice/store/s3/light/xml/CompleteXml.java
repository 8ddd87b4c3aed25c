package dev.sluice.store.s3.light.xml;

import dev.sluice.model.Checksum;
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
      Checksum checksum = part.checksum();
      if (checksum != null) {
        String element = "Checksum" + checksum.algorithm().name();
        xml.append('<').append(element).append('>');
        DeleteXml.escape(checksum.value(), xml);
        xml.append("</").append(element).append('>');
      }
      xml.append("</Part>");
    }
    return xml.append("</CompleteMultipartUpload>").toString();
  }
}
