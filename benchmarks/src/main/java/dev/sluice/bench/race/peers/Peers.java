package dev.sluice.bench.race.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The table of programs that take part: sluice itself, and its peers.
public final class Peers {

  /// The name of the project's own program.
  static final String OWN = "sluice";

  private Peers() {}

  /// All there are, sluice first.
  ///
  /// @param project the project's root
  /// @param peers folder as `benchmarks/peers` makes it: `bin` and `venv/bin`
  public static List<Peer> all(Path project, Path peers) {
    Path bin = peers.resolve("bin");
    Path python = peers.resolve("venv/bin");
    return List.of(
        sluice(project.resolve("sluice")),
        s3sync(bin.resolve("s3sync")),
        rclone(bin.resolve("rclone")),
        Peer.of("s5cmd", bin.resolve("s5cmd"), "version")
            .paced(128, 64, 128, 256, 512)
            .word("options", "--endpoint-url {endpoint} --numworkers {n} --log error"),
        // The version that can be had has no option for the number of requests at once.
        Peer.of("mc", bin.resolve("mc"), "--version")
            .word("options", "--quiet")
            .variable("MC_HOST_bench", "{scheme}://{access-key}:{secret-key}@{host}")
            .variable("MC_CONFIG_DIR", "{home}/mc"),
        // Bound by one Python interpreter: more than a few tens at once bring it nothing.
        Peer.of("aws", python.resolve("aws"), "--version")
            .given(0.1)
            .paced(32, 10, 32, 100)
            .word("options", "--endpoint-url {endpoint}")
            .variable("AWS_CONFIG_FILE", "{home}/aws-config-{n}"),
        // It does one thing at a time and has no option to change that.
        Peer.of("s3cmd", python.resolve("s3cmd"), "--version")
            .given(0.02)
            .word("options", "--host {host} --host-bucket {host} --region {region} {ssl} {quiet}")
            .word("quiet", "--no-progress --quiet")
            .word("ssl", site -> site.secure() ? "--ssl --ca-certs {authorities}" : "--no-ssl"),
        transferManager("netty", project),
        transferManager("crt", project));
  }

  /// Those that can be run.
  public static List<Peer> found(Path project, Path peers) {
    return all(project, peers).stream()
        .filter(peer -> peer.own() || Files.isExecutable(peer.program()))
        .toList();
  }

  /// This project's program, with its defaults; with another number of workers only if that is
  /// asked for. It is not tuned: it finds its number of requests at once by itself. Its launcher
  /// need not look for a JDK again at every run.
  private static Peer sluice(Path program) {
    return Peer.of(OWN, program, "--version")
        .word("options", "--endpoint-url {endpoint}")
        .word("quiet", site -> site.atOnce().containsKey(OWN) ? "--quiet --workers {n}" : "--quiet")
        .variable("SLUICE_JAVA_HOME", System.getProperty("java.home"));
  }

  /// s3sync, with its defaults, and again with every check that it can leave out left out.
  private static Peer s3sync(Path program) {
    return Peer.of("s3sync", program, "--version")
        .paced(128, 64, 128, 256, 512)
        .word("options", "--worker-size {n} --show-no-progress -q")
        .word("from", side("source"))
        .word("to", side("target"))
        .word("unchecked", "--disable-etag-verify --disable-multipart-verify")
        .word("unsigned", "--disable-content-md5-header --disable-payload-signing");
  }

  private static String side(String side) {
    return ("--%1$s-access-key={access-key} --%1$s-secret-access-key={secret-key} --%1$s-region={region}"
            + " --%1$s-endpoint-url={endpoint} --%1$s-force-path-style")
        .formatted(side);
  }

  /// rclone, its remote `bench:` defined in the environment. `--s3-no-check-bucket` and
  /// `--s3-no-head` save a request for each run and each object; `--use-server-modtime` and
  /// `--s3-no-head-object` those that it makes to read times it is not asked for.
  private static Peer rclone(Path program) {
    return Peer.of("rclone", program, "version")
        .paced(128, 64, 128, 256, 512)
        .word("quiet", "--quiet --stats 0")
        .word("options", "{quiet} --transfers {n} --checkers {n} --s3-no-check-bucket --s3-no-head")
        .word("by-size", "--size-only --use-server-modtime")
        .word("up-in-parts", "--s3-upload-concurrency 8 --s3-chunk-size 16M")
        .word("down-in-parts", "--multi-thread-streams 8 --multi-thread-chunk-size 16M")
        .variable("RCLONE_CONFIG", "{home}/rclone.conf")
        .variable("RCLONE_CONFIG_BENCH_TYPE", "s3")
        .variable("RCLONE_CONFIG_BENCH_PROVIDER", "Other")
        .variable("RCLONE_CONFIG_BENCH_ENV_AUTH", "true")
        .variable("RCLONE_CONFIG_BENCH_REGION", "{region}")
        .variable("RCLONE_CONFIG_BENCH_ENDPOINT", "{endpoint}");
  }

  /// The AWS SDK's S3 Transfer Manager over one of its two clients, with their defaults, and with
  /// what their documentation names for throughput. It compares nothing, so it has no other tasks.
  private static Peer transferManager(String client, Path project) {
    return Peer.of("sdk-" + client, project.resolve("benchmarks/transfer-manager"), "version")
        .word("options", "--client " + client + " --endpoint-url {endpoint}")
        .variable("SLUICE_JAVA_HOME", System.getProperty("java.home"))
        .withoutTls();
  }
}
