package dev.sluice.s3server;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.http.Latin1;
import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Buckets;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Encryption;
import dev.sluice.s3server.store.KeyCursor;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.store.Versioning;
import dev.sluice.s3server.store.computed.ComputedObjects;
import dev.sluice.s3server.store.computed.ComputedSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Reaches into buckets from Java, past HTTP, counters and faults.
final class BucketAccess {

  private final Buckets buckets;
  private final BodyStore bodies;
  private final Clock clock;

  BucketAccess(Buckets buckets, BodyStore bodies, Clock clock) {
    this.buckets = buckets;
    this.bodies = bodies;
    this.clock = clock;
  }

  private long nowSecond() {
    return clock.instant().getEpochSecond();
  }

  void create(String name) {
    if (!buckets.add(new Bucket(name, nowSecond()))) {
      throw new IllegalStateException("bucket " + name + " exists already");
    }
  }

  /// Makes a bucket of computed objects.
  ///
  /// @throws IllegalArgumentException if the description makes no sense
  void createComputed(String description) {
    ComputedSpec spec = ComputedSpec.parse(description);
    if (!buckets.add(new Bucket(spec.name(), nowSecond(), new ComputedObjects(spec)))) {
      throw new IllegalArgumentException("two buckets are named " + spec.name());
    }
  }

  void keepVersions(String bucket, boolean isOn) {
    require(bucket).versioning(isOn ? Versioning.ENABLED : Versioning.SUSPENDED);
  }

  void hold(String bucket, String key) {
    require(bucket).hold(ObjectKey.of(key));
  }

  void encryptWithKms(String name) {
    require(name)
        .settings()
        .put(
            "encryption",
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
                + "</ServerSideEncryptionConfiguration>");
  }

  void acl(String bucket, String key, Acl acl) {
    StoredObject object = requireObject(bucket, key);
    require(bucket).update(ObjectKey.of(key), object.versionIdText(), a -> a.withAcl(acl));
  }

  List<String> names() {
    return buckets.all().stream().map(Bucket::name).toList();
  }

  Bucket require(String name) {
    Bucket bucket = buckets.find(name);
    if (bucket == null) {
      throw new NoSuchElementException("there is no bucket " + name);
    }
    return bucket;
  }

  void put(String bucket, String key, byte[] bytes, Map<String, String> metadata) {
    List<String> headers = new ArrayList<>();
    metadata.forEach((name, value) -> {
      headers.add(StoredHeaders.METADATA_PREFIX + name);
      headers.add(Latin1.encodeUtf8(value));
    });
    ObjectAttributes attributes =
        headers.isEmpty()
            ? ObjectAttributes.PLAIN
            : ObjectAttributes.PLAIN.withHeaders(StoredHeaders.of(headers));
    try {
      BodyStore.Writer writer = bodies.newBody(bytes.length);
      writer.write(bytes, 0, bytes.length);
      ETag etag = ETag.ofMd5(Md5.digest().digest(bytes));
      Content content = new Content(writer.finish(), etag, null, List.of());
      require(bucket)
          .put(ObjectKey.of(key), content, attributes, nowSecond(), Bucket.Precondition.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] get(String bucket, String key) {
    Content content = requireObject(bucket, key).requireContent();
    if (!content.body().tryRetain()) {
      throw new NoSuchElementException("key " + key + " is being deleted");
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.body().writeTo(bytes::write, 0, content.body().sizeBytes());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      content.body().release();
    }
  }

  boolean delete(String bucket, String key) {
    ObjectKey objectKey = ObjectKey.of(key);
    boolean existed = require(bucket).current(objectKey) != null;
    require(bucket).delete(objectKey, nowSecond(), Bucket.Precondition.NONE);
    return existed;
  }

  List<String> keys(String bucket) {
    List<String> keys = new ArrayList<>();
    KeyCursor cursor = require(bucket).cursor();
    while (cursor.advance()) {
      keys.add(new String(cursor.key(), 0, cursor.key().length, StandardCharsets.UTF_8));
    }
    return keys;
  }

  List<OpenUpload> openUploads(String bucket) {
    return require(bucket).uploads().all().stream()
        .map(upload ->
            new OpenUpload(
                upload.key().text(),
                upload.id(),
                upload.parts().stream().map(part -> part.number()).toList()))
        .toList();
  }

  @Nullable ObjectInfo find(String bucket, String key) {
    StoredObject object = require(bucket).current(ObjectKey.of(key));
    return object == null ? null : info(key, object);
  }

  private StoredObject requireObject(String bucket, String key) {
    StoredObject object = require(bucket).current(ObjectKey.of(key));
    if (object == null) {
      throw new NoSuchElementException("there is no object " + bucket + "/" + key);
    }
    return object;
  }

  ObjectInfo head(String bucket, String key) {
    return info(key, requireObject(bucket, key));
  }

  private static ObjectInfo info(String key, StoredObject object) {
    Content content = object.requireContent();
    ObjectAttributes attributes = object.attributes();
    return new ObjectInfo(
        key,
        content.etag().text(),
        object.sizeBytes(),
        Instant.ofEpochSecond(object.lastModifiedSecond()),
        object.versionId(),
        content.parts().stream().map(Content.Part::sizeBytes).toList(),
        content.checksum(),
        new ObjectInfo.Attributes(
            attributes.headers().get("content-type"),
            attributes.headers().systemHeaders(),
            attributes.headers().userMetadata(),
            attributes.storageClass(),
            encryption(attributes.encryption()),
            attributes.tags(),
            attributes.acl()));
  }

  private static @Nullable String encryption(Encryption encryption) {
    return encryption.customerKeyMd5() == null ? encryption.algorithm() : "SSE-C";
  }
}
