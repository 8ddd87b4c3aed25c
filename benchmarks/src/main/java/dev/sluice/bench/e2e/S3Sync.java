package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// s3sync (in Rust), with its defaults, and again with every check that it can leave out left out.
record S3Sync(Path program) implements Tool {

  private static final int AT_ONCE = 128;
  private static final String[] UNCHECKED = {"--disable-etag-verify", "--disable-multipart-verify"};

  /// Of what is sent to S3, beside those.
  private static final String[] UNCHECKED_SENDING = {
    "--disable-content-md5-header", "--disable-payload-signing"
  };

  @Override
  public String name() {
    return "s3sync";
  }

  @Override
  public List<Integer> paces() {
    return List.of(64, 128, 256, 512);
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          bothWays(to(site).with(source + "/", at(bucket)), UNCHECKED_SENDING);
      case Task.Copy(String from, String to) ->
          List.of(
              both(site)
                  .with("--server-side-copy", "--disable-tagging", "--no-sync-system-metadata")
                  .with("--no-sync-user-defined-metadata", at(from), at(to)));
      case Task.Download(String bucket, Path target) ->
          bothWays(from(site).with("--disable-tagging", at(bucket), target + "/"));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(to(site).with("--check-size", source + "/", at(bucket)));
      case Task.SendFew _ -> List.of(); // lists all of the destination
      case Task.Count(String bucket) ->
          List.of(
              from(site)
                  .with("--dry-run", at(bucket), site.home().resolve("empty") + "/")
                  .called(name() + ", dry run"));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          bothWays(to(site).with(file.toString(), at(bucket)), UNCHECKED_SENDING);
      case Task.GetLarge(String bucket, String key, Path target) ->
          bothWays(from(site).with("--disable-tagging", at(bucket), target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "--version"), Map.of()));
      case Task.FirstRequest(String bucket) ->
          List.of(from(site).with("--dry-run", at(bucket), site.home().resolve("empty") + "/"));
    };
  }

  private List<Way> bothWays(Way checked, String... more) {
    return List.of(checked, checked.with(UNCHECKED).with(more).called(name() + ", unchecked"));
  }

  private static String at(String bucket) {
    return "s3://" + bucket + "/";
  }

  private Way to(Site site) {
    return of(site).with(side("target", site));
  }

  private Way from(Site site) {
    return of(site).with(side("source", site));
  }

  private Way both(Site site) {
    return from(site).with(side("target", site));
  }

  private static String[] side(String side, Site site) {
    return Stream.of(
            "access-key=" + Site.ACCESS_KEY,
            "secret-access-key=" + Site.SECRET_KEY,
            "region=" + Site.REGION,
            "endpoint-url=" + site.endpoint(),
            "force-path-style")
        .map(option -> "--" + side + "-" + option)
        .toArray(String[]::new);
  }

  private Way of(Site site) {
    String atOnce = site.atOnce(name(), AT_ONCE);
    return new Way(name(), List.of(program.toString()), Environments.aws(site))
        .with("--worker-size", atOnce, "--show-no-progress", "-q");
  }
}
