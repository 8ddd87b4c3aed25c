package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Spelling;
import dev.sluice.store.s3.api.care.VersionPage;
import dev.sluice.store.s3.api.care.VersionPage.Marker;
import dev.sluice.store.s3.api.care.VersionPage.Row;
import dev.sluice.store.s3.light.xml.XmlPull.Event;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectVersions as it arrives. Equal owners in a row are one text.
public final class VersionParser {

  private static final int PAGE_ROWS = 1000;

  private final XmlPull xml;
  private final ListedFields fields;
  private final int maxKeys;
  private final List<Row> rows = new ArrayList<>(PAGE_ROWS);
  private final Set<String> doubtful = new HashSet<>();
  private boolean urlEncoded;
  private @Nullable Boolean truncated;
  private @Nullable String nextKey;
  private @Nullable String nextVersion;
  private @Nullable String latestOwner;

  private VersionParser(InputStream in, int maxKeys) {
    this.xml = new XmlPull(in);
    this.fields = new ListedFields(xml);
    this.maxKeys = maxKeys;
  }

  /// Reads a page.
  ///
  /// @param maxKeys how many rows were asked for at most
  /// @throws IOException if it is not a listing of versions, breaks off, has more than was asked
  ///   for, leaves out what each row needs, or does not say whether there is more
  public static VersionPage parse(InputStream in, int maxKeys) throws IOException {
    return new VersionParser(in, maxKeys).page();
  }

  private VersionPage page() throws IOException {
    if (xml.next() != Event.START || !xml.is("ListVersionsResult")) {
      throw new IOException("the answer is not a listing of versions");
    }
    while (AnswerXml.hasNext(xml)) {
      element();
      if (rows.size() > maxKeys) {
        throw new IOException("the listing has more than the " + maxKeys + " versions asked for");
      }
    }
    Boolean more = truncated;
    if (more == null) {
      throw new IOException("the listing does not say whether there is more");
    }
    decodeKeys();
    return new VersionPage(
        rows,
        more,
        more ? next() : null,
        new Spelling(urlEncoded, doubtful.isEmpty() ? Set.of() : doubtful));
  }

  private void element() throws IOException {
    if (xml.is("Version")) {
      row(false);
    } else if (xml.is("DeleteMarker")) {
      row(true);
    } else if (xml.is("CommonPrefixes")) {
      throw FaultException.corrupt(ListPage.ROLLED_UP);
    } else if (xml.is("IsTruncated")) {
      truncated = fields.flag();
    } else if (xml.is("NextKeyMarker")) {
      nextKey = xml.readText().text();
    } else if (xml.is("NextVersionIdMarker")) {
      nextVersion = xml.readText().text();
    } else if (xml.is("EncodingType")) {
      urlEncoded = xml.readText().text().strip().equalsIgnoreCase("url");
    } else {
      xml.readText();
    }
  }

  private void row(boolean isDeleteMarker) throws IOException {
    String key = null;
    String id = null;
    String etag = null;
    long sizeBytes = ListedFields.NOT_SAID;
    Instant lastModified = null;
    String storageClass = null;
    boolean isLatest = false;
    String owner = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("VersionId")) {
        id = xml.readText().text();
      } else if (xml.is("IsLatest")) {
        isLatest = xml.readText().text().strip().equalsIgnoreCase("true");
      } else if (xml.is("ETag")) {
        etag = fields.etag();
      } else if (xml.is("Size")) {
        sizeBytes = fields.number("size");
      } else if (xml.is("LastModified")) {
        lastModified = fields.time();
      } else if (xml.is("StorageClass")) {
        storageClass = fields.storageClass();
      } else if (xml.is("Owner")) {
        owner = owner();
      } else {
        xml.readText();
      }
    }
    if (key == null || key.isEmpty() || id == null || id.isEmpty() || lastModified == null) {
      throw new IOException("the listing has a version without a key, an id or a time");
    }
    long size = isDeleteMarker ? 0 : sizeBytes;
    if (!ListedObject.isBelievable(size)) {
      throw new IOException("the listing does not say, or not credibly, how long a version is");
    }
    rows.add(
        new Row(
            key,
            id,
            isLatest,
            isDeleteMarker,
            size,
            lastModified,
            isDeleteMarker ? null : etag,
            isDeleteMarker ? null : storageClass,
            owner));
  }

  private @Nullable String owner() throws IOException {
    String id = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("ID")) {
        id = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    if (id == null || id.isEmpty()) {
      return null;
    }
    if (id.equals(latestOwner)) {
      return latestOwner;
    }
    latestOwner = id;
    return id;
  }

  private @Nullable Marker next() throws IOException {
    String key = nextKey;
    if (key == null || key.isEmpty()) {
      return null;
    }
    String version = nextVersion;
    return new Marker(
        urlEncoded ? KeyDecoding.decode(key) : key,
        version == null || version.isEmpty() ? null : version);
  }

  private void decodeKeys() throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String key = urlEncoded ? KeyDecoding.decode(row.key()) : row.key();
      if (KeyDecoding.isDoubtful(row.key(), key, urlEncoded)) {
        doubtful.add(key);
      }
      if (!key.equals(row.key())) {
        rows.set(i, row.withKey(key));
      }
    }
  }
}
