package dev.sluice.checkup;

import java.util.Locale;

/// What is looked at, in the order in which it is looked at.
public enum CheckName {
  /// Where the service is, and by what that is said.
  SERVICE,
  /// Where the credentials come from.
  CREDENTIALS,
  /// Which proxy is on the way.
  PROXY,
  /// The addresses of the service's name, or the proxy's.
  DNS,
  /// A connection to one of them.
  TCP,
  /// The service's certificate.
  TLS,
  /// Whether what answers is an S3 service.
  ANSWER,
  /// This machine's clock against the service's.
  CLOCK,
  /// Where the bucket is.
  REGION,
  /// Whether the service takes the credentials for what they are.
  ACCEPTED,
  /// How the bucket is named in requests.
  ADDRESSING,
  /// Listing.
  LIST,
  /// Whether versions are kept.
  VERSIONING,
  /// Whether access control lists have an effect.
  ACLS,
  /// Writing an object.
  PUT,
  /// Reading one.
  GET,
  /// Whether the service takes checksums as AWS tools send them by themselves.
  CHECKSUMS,
  /// Whether writes are refused whose condition is not met.
  CONDITIONS,
  /// Copying within the service.
  COPY,
  /// Writing in parts.
  MULTIPART,
  /// How long a small request takes.
  LATENCY,
  /// How much goes through.
  THROUGHPUT,
  /// Deleting what was written.
  DELETE,
  /// Whether a local folder is there.
  FOLDER,
  /// Reading it.
  READ,
  /// Writing into it.
  WRITE,
  /// What it is on.
  FILE_SYSTEM,
  /// Free bytes.
  SPACE,
  /// Free entries.
  INODES,
  /// How fine times of files are.
  TIMES,
  /// Whether names that differ by case alone are two.
  NAMES,
  /// By what a remembered file is recognised.
  HASH_CACHE;

  /// As users and programs know it: `hash-cache`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
