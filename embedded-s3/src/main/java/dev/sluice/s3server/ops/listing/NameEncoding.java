package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.xml.XmlWriter;

/// How names are written in a listing: as XML text or, if the client asks for it, percent-encoded.
enum NameEncoding {
  XML,
  URL;

  static NameEncoding of(S3Request request) {
    String asked = request.query("encoding-type");
    if (asked == null || asked.isEmpty()) {
      return XML;
    }
    if (!asked.equals("url")) {
      throw S3Error.INVALID_ARGUMENT.exception("The encoding type must be url");
    }
    return URL;
  }

  void declare(XmlWriter xml) {
    switch (this) {
      case XML -> {}
      case URL -> xml.element("EncodingType", "url");
    }
  }

  void append(XmlWriter xml, byte[] name) {
    switch (this) {
      case XML -> xml.text(name);
      case URL -> appendUrl(xml.sink(), name);
    }
  }

  /// As S3 does it: a space becomes `+`, and `/` and `*` stay.
  private static void appendUrl(ByteSink sink, byte[] name) {
    for (byte b : name) {
      if (b == ' ') {
        sink.put('+');
      } else if (b == '*') {
        sink.put(b);
      } else {
        PercentCoding.encode(sink, b, true);
      }
    }
  }
}
