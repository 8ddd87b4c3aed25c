package dev.sluice.store.s3.sdk;

import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Spelling;
import dev.sluice.store.s3.api.StorageClasses;
import dev.sluice.store.s3.api.WriteAnswer;
import dev.sluice.store.s3.api.care.CareApi;
import dev.sluice.store.s3.api.care.VersionPage;
import dev.sluice.store.s3.api.care.VersionPage.Marker;
import dev.sluice.store.s3.api.care.VersionPage.Row;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Type;

/// The requests of the care of buckets by the SDK.
///
/// Of versions and markers it gives two lists, so that the order of one key's versions and markers
/// within the same second is not known: they are given by time, the latest first.
public final class SdkCareApi implements CareApi {

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::key, Key::compare)
          .thenComparing(Row::isLatest, Comparator.reverseOrder())
          .thenComparing(Row::lastModified, Comparator.reverseOrder());

  private final Supplier<S3Client> client;

  public SdkCareApi(Supplier<S3Client> client) {
    this.client = client;
  }

  private <T> T ask(Function<S3Client, T> request) throws FaultException {
    return SdkAnswers.understood(() -> request.apply(client.get()));
  }

  @Override
  public VersionPage versions(VersionQuery query) throws IOException {
    Marker after = query.after();
    ListObjectVersionsResponse answer =
        ask(s3 ->
            s3.listObjectVersions(b ->
                b.bucket(query.bucket())
                    .prefix(query.prefix().isEmpty() ? null : query.prefix())
                    .keyMarker(after == null ? null : after.key())
                    .versionIdMarker(after == null ? null : after.version())
                    .maxKeys(query.maxKeys())
                    .encodingType(EncodingType.URL)));
    Boolean more = answer.isTruncated();
    if (more == null) {
      throw FaultException.corrupt("the listing does not say whether there is more");
    }
    if (!answer.commonPrefixes().isEmpty()) {
      throw FaultException.corrupt(ListPage.ROLLED_UP);
    }
    List<Row> rows = new ArrayList<>(answer.versions().size() + answer.deleteMarkers().size());
    for (ObjectVersion version : answer.versions()) {
      rows.add(row(version));
    }
    for (DeleteMarkerEntry marker : answer.deleteMarkers()) {
      rows.add(row(marker));
    }
    rows.sort(ORDER);
    Set<String> doubtful = new HashSet<>();
    for (Row row : rows) {
      if (row.key().indexOf('\ufffd') >= 0) {
        doubtful.add(row.key()); // how it was written cannot be seen any more
      }
    }
    return new VersionPage(
        rows,
        more,
        more ? marker(answer.nextKeyMarker(), answer.nextVersionIdMarker()) : null,
        new Spelling(answer.encodingType() == EncodingType.URL, doubtful));
  }

  private static @Nullable Marker marker(@Nullable String key, @Nullable String version) {
    return key == null || key.isEmpty()
        ? null
        : new Marker(key, version == null || version.isEmpty() ? null : version);
  }

  private static Row row(ObjectVersion version) throws FaultException {
    Long size = version.size();
    if (size == null || !ListedObject.isBelievable(size)) {
      throw FaultException.corrupt(
          "the listing does not say, or not credibly, how long a version is");
    }
    return new Row(
        required(version.key()),
        required(version.versionId()),
        Boolean.TRUE.equals(version.isLatest()),
        false,
        size,
        time(version.lastModified()),
        ETags.bare(version.eTag()),
        StorageClasses.of(version.storageClassAsString()),
        owner(version.owner()));
  }

  private static Row row(DeleteMarkerEntry marker) throws FaultException {
    return new Row(
        required(marker.key()),
        required(marker.versionId()),
        Boolean.TRUE.equals(marker.isLatest()),
        true,
        0,
        time(marker.lastModified()),
        null,
        null,
        owner(marker.owner()));
  }

  private static String required(@Nullable String said) throws FaultException {
    if (said == null || said.isEmpty()) {
      throw FaultException.corrupt("the listing has a version without a key or an id");
    }
    return said;
  }

  private static Instant time(@Nullable Instant said) throws FaultException {
    if (said == null) {
      throw FaultException.corrupt("the listing has a version without a time");
    }
    return said.truncatedTo(ChronoUnit.SECONDS);
  }

  private static @Nullable String owner(@Nullable Owner owner) {
    return owner == null ? null : owner.id();
  }

  @Override
  public Acl acl(Target target) throws IOException {
    if (target.key() == null) {
      GetBucketAclResponse answer = ask(s3 -> s3.getBucketAcl(b -> b.bucket(target.bucket())));
      return acl(answer.owner(), answer.hasGrants(), answer.grants());
    }
    GetObjectAclResponse answer =
        ask(s3 ->
            s3.getObjectAcl(
                b -> b.bucket(target.bucket()).key(target.key()).versionId(target.version())));
    return acl(answer.owner(), answer.hasGrants(), answer.grants());
  }

  private static Acl acl(
      @Nullable Owner owner,
      boolean hasGrants,
      List<software.amazon.awssdk.services.s3.model.Grant> grants)
      throws FaultException {
    if (owner == null || owner.id() == null || !hasGrants) {
      throw FaultException.corrupt("the answer does not say who may do what");
    }
    List<Grant> read = new ArrayList<>();
    for (software.amazon.awssdk.services.s3.model.Grant grant : grants) {
      Permission permission =
          Stream.of(Permission.values())
              .filter(known -> known.name().equals(grant.permissionAsString()))
              .findFirst()
              .orElse(null);
      Grantee grantee = grant.grantee() == null ? null : grantee(grant.grantee());
      if (permission == null || grantee == null) {
        throw FaultException.corrupt("the answer has a grant of which it says too little");
      }
      read.add(new Grant(grantee, permission));
    }
    return new Acl(new Grantee.Account(owner.id(), owner.displayName()), read);
  }

  private static @Nullable Grantee grantee(
      software.amazon.awssdk.services.s3.model.Grantee grantee) {
    if (grantee.uri() != null) {
      return new Grantee.Group(grantee.uri());
    }
    if (grantee.id() != null) {
      return new Grantee.Account(grantee.id(), grantee.displayName());
    }
    return grantee.emailAddress() == null ? null : new Grantee.Email(grantee.emailAddress());
  }

  @Override
  public void putAcl(Target target, Acl acl) throws IOException {
    AccessControlPolicy policy =
        AccessControlPolicy.builder()
            .owner(owner -> owner.id(acl.owner().id()))
            .grants(acl.grants().stream().map(SdkCareApi::grant).toList())
            .build();
    SdkResponse answer =
        target.key() == null
            ? ask(s3 -> s3.putBucketAcl(b -> b.bucket(target.bucket()).accessControlPolicy(policy)))
            : ask(s3 ->
                s3.putObjectAcl(b ->
                    b.bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.version())
                        .accessControlPolicy(policy)));
    WriteAnswer.requireNoPage(SdkAnswers.hasBody(answer));
  }

  private static software.amazon.awssdk.services.s3.model.Grant grant(Grant grant) {
    return software.amazon.awssdk.services.s3.model.Grant.builder()
        .permission(grant.permission().name())
        .grantee(grantee(grant.grantee()))
        .build();
  }

  private static software.amazon.awssdk.services.s3.model.Grantee grantee(Grantee grantee) {
    software.amazon.awssdk.services.s3.model.Grantee.Builder builder =
        software.amazon.awssdk.services.s3.model.Grantee.builder();
    return switch (grantee) {
      case Grantee.Account account -> builder.type(Type.CANONICAL_USER).id(account.id()).build();
      case Grantee.Group group -> builder.type(Type.GROUP).uri(group.uri()).build();
      case Grantee.Email email ->
          builder.type(Type.AMAZON_CUSTOMER_BY_EMAIL).emailAddress(email.address()).build();
    };
  }

  @Override
  public void putAcl(Target target, CannedAcl acl) throws IOException {
    SdkResponse answer =
        target.key() == null
            ? ask(s3 -> s3.putBucketAcl(b -> b.bucket(target.bucket()).acl(acl.text())))
            : ask(s3 ->
                s3.putObjectAcl(b ->
                    b.bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.version())
                        .acl(acl.text())));
    WriteAnswer.requireNoPage(SdkAnswers.hasBody(answer));
  }
}
