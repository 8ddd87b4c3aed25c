package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// rclone, its remote `bench:` defined in the environment. `--s3-no-check-bucket` and
/// `--s3-no-head` save a request for each run and each object; `--use-server-modtime` and
/// `--s3-no-head-object` those that it makes to read times it is not asked for.
record Rclone(Path program) implements Tool {

  private static final int AT_ONCE = 128;

  @Override
  public String name() {
    return "rclone";
  }

  @Override
  public List<Integer> paces() {
    return List.of(64, 128, 256, 512);
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          List.of(copy(site, source.toString(), "bench:" + bucket));
      case Task.Copy(String from, String to) ->
          List.of(
              copy(site, "bench:" + from, "bench:" + to)
                  .with("--size-only", "--use-server-modtime", "--fast-list"));
      case Task.Download(String bucket, Path target) ->
          List.of(
              copy(site, "bench:" + bucket, target.toString())
                  .with("--s3-no-head-object", "--use-server-modtime", "--fast-list"));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(
              copy(site, source.toString(), "bench:" + bucket)
                  .with("--size-only", "--use-server-modtime", "--fast-list"),
              copy(site, source.toString(), "bench:" + bucket)
                  .with("--size-only", "--use-server-modtime")
                  .called("rclone, without --fast-list"));
      case Task.SendFew(Path source, String bucket) ->
          List.of(
              copy(site, source.toString(), "bench:" + bucket)
                  .with("--no-traverse", "--size-only", "--use-server-modtime"));
      case Task.Count(String bucket) ->
          List.of(of(site, "size", "bench:" + bucket).with("--fast-list"));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          List.of(
              copy(site, file.toString(), "bench:" + bucket)
                  .with("--s3-upload-concurrency", "8", "--s3-chunk-size", "16M"),
              copy(site, file.toString(), "bench:" + bucket)
                  .with("--s3-upload-concurrency", "8", "--s3-chunk-size", "16M")
                  .with("--s3-disable-checksum")
                  .called("rclone, no checksum of the whole"));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(
              copy(site, "bench:" + bucket, target.toString())
                  .with("--multi-thread-streams", "8", "--multi-thread-chunk-size", "16M"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site, "lsf", "bench:" + bucket));
    };
  }

  private Way copy(Site site, String from, String to) {
    String atOnce = site.atOnce(name(), AT_ONCE);
    return of(site, "copy", from, to)
        .with("--transfers", atOnce, "--checkers", atOnce)
        .with("--s3-no-check-bucket", "--s3-no-head");
  }

  private Way of(Site site, String command, String... locations) {
    Map<String, String> environment = new LinkedHashMap<>(Environments.aws(site));
    environment.put("RCLONE_CONFIG", site.home().resolve("rclone.conf").toString());
    environment.put("RCLONE_CONFIG_BENCH_TYPE", "s3");
    environment.put("RCLONE_CONFIG_BENCH_PROVIDER", "Other");
    environment.put("RCLONE_CONFIG_BENCH_ENV_AUTH", "true");
    environment.put("RCLONE_CONFIG_BENCH_REGION", Site.REGION);
    environment.put("RCLONE_CONFIG_BENCH_ENDPOINT", site.endpoint().toString());
    return new Way(name(), List.of(program.toString(), command), environment)
        .with(locations)
        .with("--quiet", "--stats", "0");
  }
}
