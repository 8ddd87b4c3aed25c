package dev.sluice.bench.e2e;

import java.nio.file.Path;

/// What a program is asked to do in one run. Every [Tool] says how it would do it, or that it
/// cannot.
sealed interface Task {

  /// Send a tree into an empty bucket.
  record Upload(Path source, String bucket) implements Task {}

  /// Copy a bucket into an empty one of the same server, without the content passing the client.
  record Copy(String from, String to) implements Task {}

  /// Bring a bucket into an empty folder.
  record Download(String bucket, Path target) implements Task {}

  /// Compare a tree with a bucket by size alone and send what is missing.
  record SendMissing(Path source, String bucket) implements Task {}

  /// Send a few new files into a bucket of very many keys, deleting nothing.
  record SendFew(Path source, String bucket) implements Task {}

  /// Read every key of a bucket and say how many there are.
  record Count(String bucket) implements Task {}

  /// Plan to bring a bucket into an empty folder, and do nothing.
  record Plan(String bucket, Path emptyFolder) implements Task {}

  /// Send one large file.
  record PutLarge(Path file, String bucket) implements Task {}

  /// Bring one large object into an empty folder.
  record GetLarge(String bucket, String key, Path target) implements Task {}

  /// Say the version, and leave.
  record Version() implements Task {}

  /// List a bucket; only the time until the request arrives is taken.
  record FirstRequest(String bucket) implements Task {}
}
