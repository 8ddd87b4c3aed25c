package dev.sluice.s3server.ops;

import java.util.List;

/// How a server differs from the usual one.
///
/// @param domains under which a bucket may be named by a host, as `bucket.domain`
/// @param region what GetBucketLocation answers
/// @param closedBuckets whether new buckets have ACLs off and block public access, as AWS makes
///   them
/// @param minPartBytes how large a part must be that is not the last
public record ServerOptions(
    List<String> domains, String region, boolean closedBuckets, long minPartBytes) {

  /// What S3 asks for.
  public static final long S3_MIN_PART_BYTES = 5 << 20;

  public ServerOptions {
    domains = List.copyOf(domains);
  }
}
