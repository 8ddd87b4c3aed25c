package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.IsoTime;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ListingPage;
import dev.sluice.s3server.store.MultipartUpload;
import dev.sluice.s3server.store.MultipartUpload.UploadedPart;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ListParts and ListMultipartUploads.
final class MultipartListings {

  private final ServerState state;

  MultipartListings(ServerState state) {
    this.state = state;
  }

  void parts(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    MultipartUpload upload =
        bucket.uploads().require(request.key(), request.query().get("uploadId", ""));
    int max = Numbers.pageSize("max-parts", request.query("max-parts"));
    String marker = request.query().get("part-number-marker", "");
    int after = marker.isEmpty() ? 0 : Numbers.parse("part-number-marker", marker, 0, 1_000_000);
    List<UploadedPart> behind =
        upload.parts().stream().filter(part -> part.number() > after).toList();
    List<UploadedPart> page = behind.subList(0, Math.min(max, behind.size()));
    XmlWriter xml = new XmlWriter(response.content()).document("ListPartsResult");
    xml.element("Bucket", bucket.name());
    xml.open("Key");
    NameEncoding encoding = NameEncoding.of(request);
    encoding.append(xml, request.key().utf8());
    xml.close("Key").element("UploadId", upload.id());
    appendOwner(xml, "Initiator");
    appendOwner(xml, "Owner");
    xml.element("StorageClass", upload.plan().attributes().storageClass());
    xml.element("PartNumberMarker", after);
    if (page.size() < behind.size() && !page.isEmpty()) {
      xml.element("NextPartNumberMarker", page.getLast().number());
    }
    xml.element("MaxParts", max).element("IsTruncated", page.size() < behind.size() && max > 0);
    encoding.declare(xml);
    if (upload.plan().algorithm() != null && upload.plan().type() != null) {
      xml.element("ChecksumAlgorithm", upload.plan().algorithm().name());
      xml.element("ChecksumType", upload.plan().type().name());
    }
    page.forEach(part -> appendPart(xml, part));
    xml.close("ListPartsResult");
    response.header("Content-Type", "application/xml");
  }

  private static void appendPart(XmlWriter xml, UploadedPart part) {
    xml.open("Part").element("PartNumber", part.number());
    xml.element("LastModified", IsoTime.text(part.lastModifiedSecond()));
    xml.element("ETag", part.etag().quoted()).element("Size", part.body().sizeBytes());
    StoredChecksum checksum = part.checksum();
    if (checksum != null) {
      xml.element(checksum.algorithm().elementName(), checksum.text());
    }
    xml.close("Part");
  }

  private static void appendOwner(XmlWriter xml, String element) {
    xml.open(element).element("ID", Owner.ID).element("DisplayName", Owner.DISPLAY_NAME);
    xml.close(element);
  }

  void uploads(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    UploadsPage page = UploadsPage.read(bucket, request);
    NameEncoding encoding = NameEncoding.of(request);
    XmlWriter xml = new XmlWriter(response.content()).document("ListMultipartUploadsResult");
    xml.element("Bucket", bucket.name());
    name(xml, encoding, "KeyMarker", page.keyMarker);
    xml.element("UploadIdMarker", page.idMarker);
    if (page.truncated) {
      name(xml, encoding, "NextKeyMarker", page.lastName);
      xml.optional("NextUploadIdMarker", page.lastId);
    }
    name(xml, encoding, "Prefix", page.prefix);
    if (page.delimiter.length > 0) {
      name(xml, encoding, "Delimiter", page.delimiter);
    }
    encoding.declare(xml);
    xml.element("MaxUploads", page.max).element("IsTruncated", page.truncated);
    page.uploads.forEach(upload -> appendUpload(xml, encoding, upload));
    for (byte[] common : page.commonPrefixes) {
      xml.open("CommonPrefixes");
      name(xml, encoding, "Prefix", common);
      xml.close("CommonPrefixes");
    }
    xml.close("ListMultipartUploadsResult");
    response.header("Content-Type", "application/xml");
  }

  private static void appendUpload(XmlWriter xml, NameEncoding encoding, MultipartUpload upload) {
    xml.open("Upload");
    name(xml, encoding, "Key", upload.key().utf8());
    xml.element("UploadId", upload.id());
    appendOwner(xml, "Initiator");
    appendOwner(xml, "Owner");
    xml.element("StorageClass", upload.plan().attributes().storageClass());
    xml.element("Initiated", IsoTime.text(upload.initiatedSecond()));
    if (upload.plan().algorithm() != null && upload.plan().type() != null) {
      xml.element("ChecksumAlgorithm", upload.plan().algorithm().name());
      xml.element("ChecksumType", upload.plan().type().name());
    }
    xml.close("Upload");
  }

  private static void name(XmlWriter xml, NameEncoding encoding, String element, byte[] name) {
    xml.open(element);
    encoding.append(xml, name);
    xml.close(element);
  }

  /// One page of open uploads. They are few, so this one scans from the start.
  private static final class UploadsPage {
    private final byte[] prefix;
    private final byte[] delimiter;
    private final byte[] keyMarker;
    private final String idMarker;
    private final int max;
    private final List<MultipartUpload> uploads = new ArrayList<>();
    private final List<byte[]> commonPrefixes = new ArrayList<>();
    private boolean truncated;
    private byte[] lastName = new byte[0];
    private @Nullable String lastId;

    private UploadsPage(S3Request request) {
      prefix = utf8(request, "prefix");
      delimiter = utf8(request, "delimiter");
      keyMarker = utf8(request, "key-marker");
      idMarker = request.query().get("upload-id-marker", "");
      max = Numbers.pageSize("max-uploads", request.query("max-uploads"));
    }

    private static byte[] utf8(S3Request request, String parameter) {
      return request.query().get(parameter, "").getBytes(StandardCharsets.UTF_8);
    }

    static UploadsPage read(Bucket bucket, S3Request request) {
      UploadsPage page = new UploadsPage(request);
      for (MultipartUpload upload : bucket.uploads().all()) {
        if (page.isWanted(upload) && !page.add(upload)) {
          page.truncated = page.max > 0;
          break;
        }
      }
      return page;
    }

    private boolean isWanted(MultipartUpload upload) {
      if (!upload.key().startsWith(prefix)) {
        return false;
      }
      int toMarker = Arrays.compareUnsigned(upload.key().utf8(), keyMarker);
      return toMarker > 0
          || keyMarker.length == 0
          || (toMarker == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0);
    }

    /// @return false if the page is full
    private boolean add(MultipartUpload upload) {
      byte[] key = upload.key().utf8();
      byte[] common = ListingPage.commonPrefix(key, key.length, prefix.length, delimiter);
      if (common != null) {
        boolean shown =
            Arrays.equals(common, lastName) || Arrays.compareUnsigned(common, keyMarker) <= 0;
        if (shown) {
          return true;
        }
      }
      if (uploads.size() + commonPrefixes.size() == max) {
        return false;
      }
      if (common == null) {
        uploads.add(upload);
        lastName = key;
        lastId = upload.id();
      } else {
        commonPrefixes.add(common);
        lastName = common;
        lastId = null;
      }
      return true;
    }
  }
}
