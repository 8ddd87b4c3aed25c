package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// s3cmd, which does one thing at a time and has no option to change that.
record S3cmd(Path program) implements Tool {

  @Override
  public String name() {
    return "s3cmd";
  }

  @Override
  public double share() {
    return 0.02;
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          List.of(of(site, "sync", source + "/", at(bucket)));
      case Task.Copy(String from, String to) -> List.of(of(site, "sync", at(from), at(to)));
      case Task.Download(String bucket, Path target) ->
          List.of(of(site, "sync", at(bucket), target + "/"));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(of(site, "sync", source + "/", at(bucket)).with("--no-check-md5"));
      case Task.SendFew _ -> List.of(); // lists all of the destination
      case Task.Count(String bucket) -> List.of(of(site, "du", at(bucket)));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          List.of(of(site, "put", file.toString(), at(bucket)));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(of(site, "get", at(bucket) + key, target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "--version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site, "ls", at(bucket)));
    };
  }

  private static String at(String bucket) {
    return "s3://" + bucket + "/";
  }

  private Way of(Site site, String command, String... locations) {
    Way way =
        new Way(name(), List.of(program.toString(), command), Environments.aws(site))
            .with(locations)
            .with("--host", site.hostAndPort(), "--host-bucket", site.hostAndPort())
            .with("--region", Site.REGION, "--no-progress", "--quiet");
    Path authorities = site.authorities();
    return authorities == null
        ? way.with("--no-ssl")
        : way.with("--ssl", "--ca-certs", authorities.toString());
  }
}
