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
    append(xml, name, name.length);
  }

  /// Appends the name that the first `length` bytes are.
  void append(XmlWriter xml, byte[] name, int length) {
    switch (this) {
      case XML -> xml.text(name, length);
      case URL -> appendUrl(xml.sink(), name, length);
    }
  }

  /// As S3 does it: a space becomes `+`, and `/` and `*` stay. What needs no change, which is most
  /// of most names, is copied in one piece.
  private static void appendUrl(ByteSink sink, byte[] name, int length) {
    int copied = 0;
    for (int i = 0; i < length; i++) {
      byte b = name[i];
      if (b == '*' || b == '/' || PercentCoding.isUnreserved(b)) {
        continue;
      }
      sink.put(name, copied, i - copied);
      copied = i + 1;
      if (b == ' ') {
        sink.put('+');
      } else {
        PercentCoding.encode(sink, b, true);
      }
    }
    sink.put(name, copied, length - copied);
  }
}
