package dev.sluice.bench.race.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.FailedFileDownload;
import software.amazon.awssdk.transfer.s3.model.FailedFileUpload;

/// The AWS SDK's S3 Transfer Manager as a program to race: what someone who writes Java would use
/// for want of sluice. It sends or brings everything: it compares nothing, deletes nothing and keeps
/// no times.
///
///     upload FOLDER BUCKET | download BUCKET FOLDER | put FILE BUCKET | get BUCKET KEY FILE | version
///
/// `--client netty` is the client in Java over Netty with uploads and downloads in parts, `--client
/// crt` the one over the AWS Common Runtime in C; both with their defaults. `--tuned` takes what
/// their documentation names for throughput: as many connections as the Transfer Manager has files
/// of a folder in work, and twice the throughput that is aimed at.
public final class TransferManager {

  private static final int USAGE = 64;

  /// The Transfer Manager has so many files of a folder in work; Netty's default is half of it.
  private static final int CONNECTIONS = 100;

  /// The default is 10.
  private static final double GIGABITS_A_SECOND = 20;

  private TransferManager() {}

  /// Exits with 1 if a file failed.
  public static void main(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    String client = valueOf("--client", words);
    URI endpoint = URI.create(valueOf("--endpoint-url", words));
    boolean tuned = words.remove("--tuned");
    if (words.equals(List.of("version"))) {
      System.out.println(VersionInfo.SDK_VERSION);
      return;
    }
    try (S3AsyncClient s3 = client.equals("crt") ? crt(endpoint, tuned) : netty(endpoint, tuned);
        S3TransferManager manager = S3TransferManager.builder().s3Client(s3).build()) {
      System.exit(run(manager, words));
    }
  }

  /// Removes an option and its value.
  private static String valueOf(String option, List<String> words) {
    int at = words.indexOf(option);
    if (at < 0 || at + 1 == words.size()) {
      return "";
    }
    words.remove(at);
    return words.remove(at);
  }

  private static S3AsyncClient netty(URI endpoint, boolean tuned) {
    NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder();
    return S3AsyncClient.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .multipartEnabled(true)
        .httpClientBuilder(tuned ? http.maxConcurrency(CONNECTIONS) : http)
        .build();
  }

  private static S3AsyncClient crt(URI endpoint, boolean tuned) {
    S3CrtAsyncClientBuilder builder =
        S3AsyncClient.crtBuilder().endpointOverride(endpoint).forcePathStyle(true);
    return (tuned ? builder.targetThroughputInGbps(GIGABITS_A_SECOND) : builder).build();
  }

  private static int run(S3TransferManager manager, List<String> words) {
    return switch (words.getFirst()) {
      case "upload" -> {
        List<FailedFileUpload> failed =
            manager
                .uploadDirectory(to -> to.source(Path.of(words.get(1))).bucket(words.get(2)))
                .completionFuture()
                .join()
                .failedTransfers();
        yield ended(failed);
      }
      case "download" -> {
        List<FailedFileDownload> failed =
            manager
                .downloadDirectory(to -> to.bucket(words.get(1)).destination(Path.of(words.get(2))))
                .completionFuture()
                .join()
                .failedTransfers();
        yield ended(failed);
      }
      case "put" -> {
        Path file = Path.of(words.get(1));
        manager
            .uploadFile(to ->
                to.source(file)
                    .putObjectRequest(put -> put.bucket(words.get(2)).key(file.toFile().getName())))
            .completionFuture()
            .join();
        yield 0;
      }
      case "get" -> {
        manager
            .downloadFile(to ->
                to.getObjectRequest(get -> get.bucket(words.get(1)).key(words.get(2)))
                    .destination(Path.of(words.get(3))))
            .completionFuture()
            .join();
        yield 0;
      }
      default -> {
        System.err.println("transfer-manager: upload, download, put, get or version");
        yield USAGE;
      }
    };
  }

  private static int ended(List<?> failed) {
    failed.stream().limit(1).forEach(System.err::println);
    return failed.isEmpty() ? 0 : 1;
  }
}
