package dev.sluice.bench.race.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a program is asked to do in one run, and the table of how each does it: what results call
/// this way, whose first word is the program's name, and the arguments, in which words in braces
/// stand for what [Peers], [Site] and [Work] say. A program without a line cannot do the task.
public enum Task {

  /// Send the tree `source` into the empty `bucket`.
  UPLOAD(
      """
      sluice            | sync {source}/ s3://{bucket}/ {options} {quiet}
      s3sync            | {options} {to} {source}/ s3://{bucket}/
      s3sync, unchecked | {options} {to} {source}/ s3://{bucket}/ {unchecked} {unsigned}
      rclone            | copy {source} bench:{bucket} {options}
      s5cmd             | {options} sync --size-only {source}/ s3://{bucket}/
      mc                | {options} mirror {source} bench/{bucket}
      aws               | {options} s3 sync --only-show-errors {source} s3://{bucket}/
      s3cmd             | sync {source}/ s3://{bucket}/ {options}
      sdk-netty         | upload {source} {bucket} {options}
      sdk-netty, tuned  | upload {source} {bucket} {options} --tuned
      sdk-crt           | upload {source} {bucket} {options}
      sdk-crt, tuned    | upload {source} {bucket} {options} --tuned
      """),

  /// Copy the bucket `from` into the empty `bucket` of the same server, without the content passing
  /// the client.
  COPY(
      """
      sluice | sync s3://{from-bucket}/ s3://{bucket}/ {options} {quiet}
      s3sync | {options} {from} {to} --server-side-copy --disable-tagging --no-sync-system-metadata --no-sync-user-defined-metadata s3://{from-bucket}/ s3://{bucket}/
      rclone | copy bench:{from-bucket} bench:{bucket} {options} {by-size} --fast-list
      s5cmd  | {options} sync --size-only s3://{from-bucket}/* s3://{bucket}/
      mc     | {options} mirror bench/{from-bucket} bench/{bucket}
      aws    | {options} s3 sync --only-show-errors s3://{from-bucket}/ s3://{bucket}/
      s3cmd  | sync s3://{from-bucket}/ s3://{bucket}/ {options}
      """),

  /// Bring `bucket` into the empty folder `target`.
  DOWNLOAD(
      """
      sluice            | sync s3://{bucket}/ {target}/ {options} {quiet}
      s3sync            | {options} {from} --disable-tagging s3://{bucket}/ {target}/
      s3sync, unchecked | {options} {from} --disable-tagging s3://{bucket}/ {target}/ {unchecked}
      rclone            | copy bench:{bucket} {target} {options} --s3-no-head-object --use-server-modtime --fast-list
      s5cmd             | {options} sync --size-only s3://{bucket}/* {target}/
      mc                | {options} mirror bench/{bucket} {target}
      aws               | {options} s3 sync --only-show-errors s3://{bucket}/ {target}
      s3cmd             | sync s3://{bucket}/ {target}/ {options}
      sdk-netty         | download {bucket} {target} {options}
      sdk-netty, tuned  | download {bucket} {target} {options} --tuned
      sdk-crt           | download {bucket} {target} {options}
      sdk-crt, tuned    | download {bucket} {target} {options} --tuned
      """),

  /// Compare the tree `source` with `bucket` by size alone and send what is missing.
  SEND_MISSING(
      """
      sluice                      | sync {source}/ s3://{bucket}/ {options} {quiet} --size-only
      s3sync                      | {options} {to} --check-size {source}/ s3://{bucket}/
      rclone                      | copy {source} bench:{bucket} {options} {by-size} --fast-list
      rclone, without --fast-list | copy {source} bench:{bucket} {options} {by-size}
      s5cmd                       | {options} sync --size-only {source}/ s3://{bucket}/
      mc                          | {options} mirror {source} bench/{bucket}
      aws                         | {options} s3 sync --only-show-errors {source} s3://{bucket}/ --size-only
      s3cmd                       | sync {source}/ s3://{bucket}/ {options} --no-check-md5
      """),

  /// Send the few new files in `source` into `bucket` with its very many keys, deleting nothing.
  /// The others list all of the destination.
  SEND_FEW(
      """
      sluice | sync {source}/ s3://{bucket}/ {options} {quiet} --size-only
      rclone | copy {source} bench:{bucket} {options} --no-traverse {by-size}
      """),

  /// Read every key of `bucket` and say how many there are.
  COUNT(
      """
      sluice du               | du s3://{bucket}/ {options}
      sluice, 16 list workers | sync s3://{bucket}/ {home}/empty/ {options} {quiet} --dry-run --list-workers 16
      sluice, 1 list worker   | sync s3://{bucket}/ {home}/empty/ {options} {quiet} --dry-run --list-workers 1
      s3sync, dry run         | {options} {from} --dry-run s3://{bucket}/ {home}/empty/
      rclone                  | size bench:{bucket} {quiet} --fast-list
      s5cmd                   | {options} du s3://{bucket}/*
      mc                      | {options} du bench/{bucket}
      aws                     | {options} s3 ls --recursive --summarize s3://{bucket}/
      s3cmd                   | du s3://{bucket}/ {options}
      """),

  /// Plan to bring `bucket` into the empty folder `target`, and do nothing.
  PLAN(
      """
      sluice | sync s3://{bucket}/ {target}/ {options} {quiet} --dry-run
      """),

  /// Send the one large file `source`.
  PUT_LARGE(
      """
      sluice                           | sync {source} s3://{bucket}/ {options} {quiet}
      s3sync                           | {options} {to} {source} s3://{bucket}/
      s3sync, unchecked                | {options} {to} {source} s3://{bucket}/ {unchecked} {unsigned}
      rclone                           | copy {source} bench:{bucket} {options} {up-in-parts}
      rclone, no checksum of the whole | copy {source} bench:{bucket} {options} {up-in-parts} --s3-disable-checksum
      s5cmd                            | {options} cp --concurrency 8 --part-size 16 {source} s3://{bucket}/
      mc                               | {options} cp {source} bench/{bucket}/
      aws                              | {options} s3 cp --only-show-errors {source} s3://{bucket}/
      s3cmd                            | put {source} s3://{bucket}/ {options}
      sdk-netty                        | put {source} {bucket} {options}
      sdk-netty, tuned                 | put {source} {bucket} {options} --tuned
      sdk-crt                          | put {source} {bucket} {options}
      sdk-crt, tuned                   | put {source} {bucket} {options} --tuned
      """),

  /// Bring the one large object `key` into the empty folder `target`.
  GET_LARGE(
      """
      sluice            | sync s3://{bucket}/ {target}/ {options} {quiet}
      s3sync            | {options} {from} --disable-tagging s3://{bucket}/ {target}/
      s3sync, unchecked | {options} {from} --disable-tagging s3://{bucket}/ {target}/ {unchecked}
      rclone            | copy bench:{bucket} {target} {options} {down-in-parts}
      s5cmd             | {options} cp --concurrency 8 --part-size 16 s3://{bucket}/{key} {target}/
      mc                | {options} cp bench/{bucket}/{key} {target}/
      aws               | {options} s3 cp --only-show-errors s3://{bucket}/{key} {target}/
      s3cmd             | get s3://{bucket}/{key} {target}/ {options}
      sdk-netty         | get {bucket} {key} {target}/{key} {options}
      sdk-netty, tuned  | get {bucket} {key} {target}/{key} {options} --tuned
      sdk-crt           | get {bucket} {key} {target}/{key} {options}
      sdk-crt, tuned    | get {bucket} {key} {target}/{key} {options} --tuned
      """),

  /// Say the version, and leave: see [Peer#version].
  VERSION(""),

  /// List `bucket`; only the time until the request arrives is taken.
  FIRST_REQUEST(
      """
      sluice | ls s3://{bucket}/ {options}
      s3sync | {options} {from} --dry-run s3://{bucket}/ {home}/empty/
      rclone | lsf bench:{bucket} {quiet}
      s5cmd  | {options} ls s3://{bucket}/
      mc     | {options} ls bench/{bucket}
      aws    | {options} s3 ls s3://{bucket}/
      s3cmd  | ls s3://{bucket}/ {options}
      """);

  private final String table;

  Task(String table) {
    this.table = table;
  }

  /// The names of the programs that have lines.
  Set<String> peers() {
    return table
        .lines()
        .map(line -> peer(line.substring(0, line.indexOf('|'))))
        .collect(Collectors.toSet());
  }

  /// The lines of one program, by label.
  Map<String, String> lines(String peer) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : table.lines().toList()) {
      int bar = line.indexOf('|');
      String label = line.substring(0, bar).strip();
      if (peer(label).equals(peer)) {
        lines.put(label, line.substring(bar + 1).strip());
      }
    }
    return lines;
  }

  private static String peer(String label) {
    return label.split("[ ,]", 2)[0];
  }
}
