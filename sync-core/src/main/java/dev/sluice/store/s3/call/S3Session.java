package dev.sluice.store.s3.call;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.care.CareApi;
import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.config.S3Runtime;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/// One service reached with one set of credentials: all that whoever sends a request needs of its
/// connection.
///
/// @param api the frequent requests
/// @param careApi the requests of the care of buckets, made when it is first asked for
/// @param sdk the SDK's client, for the rare ones; made when it is first asked for
/// @param calls the one way of every request
/// @param runtime clock, retries and threads
/// @param identity which service, with which credentials
/// @param serviceName which service it is: equal names are known to be one service
/// @param writeETagTrust whether the ETags of its answers to writes are believed
/// @param conditions which conditions of writes it takes
/// @param checksums whether it is asked to verify checksums
public record S3Session(
    S3Api api,
    Supplier<CareApi> careApi,
    Supplier<S3Client> sdk,
    S3Calls calls,
    S3Runtime runtime,
    S3Endpoint.Identity identity,
    String serviceName,
    WriteETagTrust writeETagTrust,
    ConditionUse conditions,
    ChecksumUse checksums) {

  /// The requests of the care of buckets.
  public CareApi care() {
    return careApi.get();
  }

  /// Where what burns processor time runs.
  BlockingIo cpu() {
    return runtime.cpu();
  }
}
