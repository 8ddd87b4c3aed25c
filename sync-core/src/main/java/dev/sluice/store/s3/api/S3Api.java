package dev.sluice.store.s3.api;

import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The requests of which a run sends millions, and those that a single large object needs, each
/// method one attempt of one request: nothing is retried, counted or limited here
/// ([dev.sluice.store.s3.call.S3Calls] does that).
///
/// Two implementations: [dev.sluice.store.s3.light.LightApi], which builds and signs requests
/// itself, and [dev.sluice.store.s3.sdk.SdkApi] over the SDK's client. What is rare is not here and
/// goes to the SDK alone.
///
/// Every method throws what [dev.sluice.store.s3.call.S3Faults] can classify: the SDK's exception
/// for an answer that says no, a [FaultException] for one that cannot be believed, an [IOException]
/// for a fault on the way. An interrupted thread gets an exception that has an interruption among
/// its causes, or keeps its interrupt flag. Thread-safe.
public interface S3Api extends AutoCloseable {

  /// Which page of a listing.
  ///
  /// @param prefix what every key begins with, may be empty
  /// @param startAfter the exclusive beginning; null for the prefix's first key
  /// @param token where the page before said to go on; null for the first page
  /// @param maxKeys the page's length, 1 to 1000
  record ListQuery(
      String bucket,
      String prefix,
      @Nullable String startAfter,
      @Nullable String token,
      int maxKeys) {}

  /// What to look up together with its checksums.
  ///
  /// @param version which version; null for what is seen under the key
  /// @param ifMatch the ETag without quotes that it must have; null for any
  /// @param part the number of the part that is meant, of whose length the answer then is; empty
  ///   for the whole object
  record InspectQuery(
      String bucket,
      String key,
      @Nullable String version,
      @Nullable String ifMatch,
      OptionalInt part) {

    /// About what is seen under a key.
    public InspectQuery(String bucket, String key, @Nullable String ifMatch, OptionalInt part) {
      this(bucket, key, null, ifMatch, part);
    }
  }

  /// What to read.
  ///
  /// @param range the bytes, as HTTP's `Range` has it; null for the whole object
  /// @param ifMatch the ETag without quotes that it must have; null for any
  record GetQuery(String bucket, String key, @Nullable String range, @Nullable String ifMatch) {}

  /// What to write in one piece.
  ///
  /// @param headers what goes with the content
  /// @param condition what must be there
  record PutCommand(String bucket, String key, WriteHeaders headers, ConditionHeaders condition) {}

  /// Which part of which upload to write.
  ///
  /// @param number from 1
  record PartCommand(String bucket, String key, String uploadId, int number) {}

  /// What to begin an upload in parts of.
  ///
  /// @param headers what goes with the content
  /// @param checksums by which the service is asked to verify the parts; null for none
  record BeginCommand(
      String bucket, String key, WriteHeaders headers, @Nullable PartChecksums checksums) {}

  /// The checksums of an upload in parts.
  ///
  /// @param algorithm that of each part
  /// @param scope what the object's is computed of
  record PartChecksums(ChecksumAlgorithm algorithm, Scope scope) {

    /// Those that a user gets who wants these checksums: of the whole, where that follows from
    /// those of the parts.
    ///
    /// @param algorithm null for none
    public static @Nullable PartChecksums wanted(@Nullable ChecksumAlgorithm algorithm) {
      return algorithm == null
          ? null
          : new PartChecksums(algorithm, algorithm.isCrc() ? Scope.FULL_OBJECT : Scope.COMPOSITE);
    }

    /// The scope as a request has it; null where it is what services do by themselves.
    public @Nullable String scopeHeader() {
      return scope == Scope.FULL_OBJECT ? scope.name() : null;
    }
  }

  /// An upload that has begun.
  ///
  /// @param id what its parts name it by
  /// @param checksums by which the service says that it will verify the parts; null where it does
  ///   not
  record Begun(String id, @Nullable PartChecksums checksums) {

    /// What an answer says.
    ///
    /// @param algorithm of the checksums, in the service's words; null where it does not say
    /// @param scope the same of their scope, which a CRC-64/NVME has but one of
    /// @throws FaultException if it gives no id
    public static Begun of(@Nullable String id, @Nullable String algorithm, @Nullable String scope)
        throws FaultException {
      if (id == null || id.isBlank()) {
        throw FaultException.corrupt("the answer does not say which upload has begun");
      }
      ChecksumAlgorithm known =
          algorithm == null ? null : ChecksumHeaders.algorithm(algorithm.toLowerCase(Locale.ROOT));
      if (known == null) {
        return new Begun(id, null);
      }
      boolean isFull =
          scope == null
              ? known == ChecksumAlgorithm.CRC64NVME
              : scope.equalsIgnoreCase(Scope.FULL_OBJECT.name());
      return new Begun(id, new PartChecksums(known, isFull ? Scope.FULL_OBJECT : Scope.COMPOSITE));
    }
  }

  /// A part that the service has.
  ///
  /// @param number from 1
  /// @param etag without quotes
  /// @param checksum its content's, which the service knows or has told; null where there is none
  record PutPart(int number, String etag, @Nullable Checksum checksum) {}

  /// What to put together.
  ///
  /// @param parts all of them, in order
  /// @param whole the checksum of the whole content, for the service to verify; null where it is
  ///   not known
  /// @param condition what must be there
  record CompleteCommand(
      String bucket,
      String key,
      String uploadId,
      List<PutPart> parts,
      @Nullable Checksum whole,
      ConditionHeaders condition) {}

  /// What to copy within the service.
  ///
  /// @param sourceVersion which version; null for what is seen under the key
  /// @param ifMatch the ETag without quotes that the source must have; null for any
  /// @param own what goes with the copy; null for what goes with the source
  /// @param condition what must be at the destination
  record CopyCommand(
      String sourceBucket,
      String sourceKey,
      @Nullable String sourceVersion,
      @Nullable String ifMatch,
      String bucket,
      String key,
      S3WriteOptions options,
      @Nullable WriteHeaders own,
      ConditionHeaders condition) {}

  /// What a deletion names.
  ///
  /// @param key the whole key
  /// @param version null for what is seen under the key
  record ObjectName(String key, @Nullable String version) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER =
        Comparator.comparing(ObjectName::key)
            .thenComparing(
                ObjectName::version, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    @Override
    public int compareTo(ObjectName other) {
      return ORDER.compare(this, other);
    }
  }

  /// What to delete.
  ///
  /// @param ifMatch the ETag without quotes that it must have; null for any
  record Doomed(ObjectName name, @Nullable String ifMatch) {}

  /// What was deleted.
  ///
  /// @param name as the answer spells it
  /// @param marker the id of the delete marker that was made; null where none was
  record Gone(ObjectName name, @Nullable String marker) {

    /// What an answer says.
    ///
    /// @param isMarker whether it speaks of a marker, made or deleted
    /// @param marker that marker's id
    public static Gone of(ObjectName name, boolean isMarker, @Nullable String marker) {
      return new Gone(name, isMarker && name.version() == null ? marker : null);
    }
  }

  /// Which bytes of which object to copy within the service as which part of an upload.
  ///
  /// @param ifMatch the ETag without quotes that the source must have; null for any
  /// @param range the bytes, as HTTP's `Range` has it
  record CopyPartCommand(
      String sourceBucket,
      String sourceKey,
      @Nullable String ifMatch,
      String range,
      PartCommand part) {}

  /// A key of a batch that was not deleted.
  ///
  /// @param name null where the answer does not say which
  /// @param code S3's word for why
  record DeleteError(@Nullable ObjectName name, @Nullable String code, @Nullable String message) {}

  /// What became of a batch, as far as the answer says.
  ///
  /// @param deleted what it says is gone, in its spelling
  record BatchDeleted(List<Gone> deleted, List<DeleteError> errors) {}

  /// What became of one object, as the answer says.
  ///
  /// @param isConfirmed whether the answer is the one that S3 gives to a deletion (204); any other
  ///   good status proves nothing
  /// @param marker the id of the delete marker that was made; null where none was
  record Deleted(boolean isConfirmed, @Nullable String marker) {

    private static final int NO_CONTENT = 204;

    /// What an answer says.
    ///
    /// @param name what was to be deleted
    /// @param marker the answer's word on whether it speaks of a marker
    /// @param version the answer's version
    public static Deleted of(
        int status, ObjectName name, @Nullable String marker, @Nullable String version) {
      boolean isMarker = marker != null && marker.strip().equalsIgnoreCase("true");
      return new Deleted(status == NO_CONTENT, Gone.of(name, isMarker, version).marker());
    }
  }

  /// ListObjectsV2.
  ListPage list(ListQuery query) throws IOException;

  /// HeadObject.
  ///
  /// @param ifMatch the ETag without quotes that it must have; null for any
  /// @return what is whole, see [ObjectHead#requireWhole]
  /// @throws FaultException if the answer leaves anything of that out
  ObjectHead head(String bucket, String key, @Nullable String ifMatch) throws IOException;

  /// HeadObject, with the checksums that the service has.
  ///
  /// @return what is whole, see [ObjectHead#requireWhole]
  /// @throws FaultException if the answer leaves anything of that out
  ObjectHead inspect(InspectQuery query) throws IOException;

  /// GetObject into `into`; of a whole object with the checksums that the service has.
  ///
  /// @return what the answer said of the object
  /// @throws OtherContentException if the answer is of something else than what is asked for
  /// @throws IOException if it is no answer to what is asked for, or broke off before its end
  ObjectHead get(GetQuery query, byte[] into, int at, int length) throws IOException;

  /// PutObject.
  ///
  /// @return what has an ETag
  /// @throws FaultException if the answer is not one to PutObject, see [WriteAnswer#require]
  StoredContent put(PutCommand command, Payload payload) throws IOException;

  /// CreateMultipartUpload.
  Begun begin(BeginCommand command) throws IOException;

  /// CompleteMultipartUpload.
  ///
  /// @return what the whole is; some services do not say its ETag
  StoredContent complete(CompleteCommand command) throws IOException;

  /// AbortMultipartUpload.
  ///
  /// @return whether the service says that the upload is gone; any other answer of a good status
  ///   does not say so
  boolean abort(String bucket, String key, String uploadId) throws IOException;

  /// UploadPart.
  ///
  /// @return what has an ETag
  /// @throws FaultException if the answer is not one to UploadPart, see [WriteAnswer#require]
  StoredContent putPart(PartCommand command, Payload payload) throws IOException;

  /// CopyObject.
  ///
  /// @return what the copy is, which has an ETag
  /// @throws FaultException if the answer does not say what was copied
  StoredContent copy(CopyCommand command) throws IOException;

  /// UploadPartCopy.
  ///
  /// @return what the part is, which has an ETag
  /// @throws FaultException if the answer does not say what was copied
  StoredContent copyPart(CopyPartCommand command) throws IOException;

  /// GetObjectTagging.
  ///
  /// @return values by name
  /// @throws FaultException if the answer does not say which there are
  Map<String, String> tags(String bucket, String key) throws IOException;

  /// DeleteObject.
  Deleted delete(String bucket, Doomed object) throws IOException;

  /// DeleteObjects, which is asked to name what is gone.
  ///
  /// @param objects 1 to 1000, all of characters that XML can carry
  BatchDeleted delete(String bucket, List<Doomed> objects) throws IOException;

  /// Frees connections. Never throws.
  @Override
  void close();
}
