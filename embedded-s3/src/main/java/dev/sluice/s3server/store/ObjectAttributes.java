package dev.sluice.s3server.store;

import dev.sluice.s3server.access.Acl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is kept with an object beside its content.
///
/// @param headers given back as they were sent
/// @param storageClass such as `STANDARD`
/// @param encryption as asked for
/// @param tags in the order they were given
/// @param acl who may read it
public record ObjectAttributes(
    StoredHeaders headers,
    String storageClass,
    Encryption encryption,
    Map<String, String> tags,
    Acl acl) {

  public static final String STANDARD = "STANDARD";
  public static final ObjectAttributes PLAIN =
      new ObjectAttributes(StoredHeaders.NONE, STANDARD, Encryption.NONE, Map.of(), Acl.PRIVATE);

  public ObjectAttributes {
    tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  public ObjectAttributes withHeaders(StoredHeaders newHeaders) {
    return new ObjectAttributes(newHeaders, storageClass, encryption, tags, acl);
  }

  public ObjectAttributes withTags(Map<String, String> newTags) {
    return new ObjectAttributes(headers, storageClass, encryption, newTags, acl);
  }

  public ObjectAttributes withAcl(Acl newAcl) {
    return new ObjectAttributes(headers, storageClass, encryption, tags, newAcl);
  }
}
