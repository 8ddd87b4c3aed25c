package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Partial;
import dev.sluice.store.s3.api.ListPage.Spelling;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.light.xml.XmlPull.Event;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 as it arrives. What it makes for a key is the key, its ETag and
/// the object that holds them; equal times and storage classes in a row are one.
public final class ListParser {

  private static final int PAGE_KEYS = 1000;

  private final XmlPull xml;
  private final ListedFields fields;
  private final List<ListedObject> objects = new ArrayList<>(PAGE_KEYS);
  private final Set<String> doubtful = new HashSet<>();
  private final int maxKeys;
  private boolean urlEncoded;
  private @Nullable Boolean truncated;
  private @Nullable String nextToken;
  private long announced = ListedFields.NOT_SAID;

  private ListParser(InputStream in, int maxKeys) {
    this.xml = new XmlPull(in);
    this.fields = new ListedFields(xml);
    this.maxKeys = maxKeys;
  }

  /// Reads a page.
  ///
  /// @param maxKeys how many keys were asked for at most
  /// @throws IOException if it is not a listing, breaks off, has more than was asked for, or does
  ///   not say whether there is more
  public static ListPage parse(InputStream in, int maxKeys) throws IOException {
    return new ListParser(in, maxKeys).page();
  }

  private ListPage page() throws IOException {
    if (xml.next() != Event.START || !xml.is("ListBucketResult")) {
      throw new IOException("the answer is not a listing");
    }
    Event event;
    while ((event = xml.next()) != Event.END) {
      if (event == Event.END_OF_DOCUMENT) {
        throw new IOException("the listing ends before its end");
      }
      element();
      requireNoMore();
    }
    if (announced != ListedFields.NOT_SAID) {
      ListPage.requireAnnounced(announced, objects.size());
    }
    decode();
    Boolean more = truncated;
    boolean hasToken = nextToken != null && !nextToken.isBlank();
    if (more == null && !hasToken) {
      throw new IOException("the listing does not say whether there is more");
    }
    return new ListPage(
        objects,
        hasToken || Boolean.TRUE.equals(more),
        hasToken ? nextToken : null,
        new Spelling(urlEncoded, doubtful.isEmpty() ? Set.of() : doubtful));
  }

  private void requireNoMore() throws IOException {
    if (objects.size() > maxKeys) {
      throw new IOException("the listing has more than the " + maxKeys + " keys asked for");
    }
  }

  private void element() throws IOException {
    if (xml.is("Contents")) {
      object();
    } else if (xml.is("CommonPrefixes")) {
      throw FaultException.corrupt(ListPage.ROLLED_UP);
    } else if (xml.is("IsTruncated")) {
      truncated = fields.flag();
    } else if (xml.is("NextContinuationToken")) {
      nextToken = xml.readText().text();
    } else if (xml.is("KeyCount")) {
      announced = fields.number("number of keys");
    } else if (xml.is("EncodingType")) {
      urlEncoded = xml.readText().text().strip().equalsIgnoreCase("url");
    } else {
      xml.readText();
    }
  }

  private void object() throws IOException {
    String key = null;
    String etag = null;
    long sizeBytes = ListedFields.NOT_SAID;
    Instant lastModified = null;
    String storageClass = null;
    while (xml.next() == Event.START) {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("ETag")) {
        etag = fields.etag();
      } else if (xml.is("Size")) {
        sizeBytes = fields.number("size");
      } else if (xml.is("LastModified")) {
        lastModified = fields.time();
      } else if (xml.is("StorageClass")) {
        storageClass = fields.storageClass();
      } else {
        xml.readText();
      }
    }
    if (key == null || key.isEmpty()) {
      throw new IOException("the listing has an object without a key");
    }
    if (etag == null || lastModified == null || !ListedObject.isBelievable(sizeBytes)) {
      objects.add(new Partial(key, said(sizeBytes), etag));
    } else {
      objects.add(new Whole(key, sizeBytes, lastModified, etag, storageClass));
    }
  }

  private static OptionalLong said(long number) {
    return number == ListedFields.NOT_SAID ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private void decode() throws IOException {
    for (int i = 0; i < objects.size(); i++) {
      ListedObject object = objects.get(i);
      String key = urlEncoded ? KeyDecoding.decode(object.key()) : object.key();
      if (KeyDecoding.isDoubtful(object.key(), key, urlEncoded)) {
        doubtful.add(key);
      }
      if (!key.equals(object.key())) {
        objects.set(i, object.withKey(key));
      }
    }
  }
}
