package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// This project's program, with its defaults; with another number of workers only if that is asked
/// for. It is not tuned: it finds its number of requests at once by itself.
record Sluice(Path program) implements Tool {

  @Override
  public String name() {
    return "sluice";
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          List.of(sync(site, source + "/", "s3://" + bucket + "/"));
      case Task.Copy(String from, String to) ->
          List.of(sync(site, "s3://" + from + "/", "s3://" + to + "/"));
      case Task.Download(String bucket, Path target) ->
          List.of(sync(site, "s3://" + bucket + "/", target + "/"));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(sync(site, source + "/", "s3://" + bucket + "/").with("--size-only"));
      case Task.SendFew(Path source, String bucket) ->
          List.of(sync(site, source + "/", "s3://" + bucket + "/").with("--size-only"));
      case Task.Count(String bucket) ->
          List.of(
              of(site, "du", "s3://" + bucket + "/").called("sluice du"),
              plan(site, bucket, 16),
              plan(site, bucket, 1));
      case Task.Plan(String bucket, Path folder) ->
          List.of(sync(site, "s3://" + bucket + "/", folder + "/").with("--dry-run"));
      case Task.PutLarge(Path file, String bucket) ->
          List.of(sync(site, file.toString(), "s3://" + bucket + "/"));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(sync(site, "s3://" + bucket + "/", target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "--version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site, "ls", "s3://" + bucket + "/"));
    };
  }

  /// A dry run into a folder that is not there, which must list all.
  private Way plan(Site site, String bucket, int workers) {
    return sync(site, "s3://" + bucket + "/", site.home().resolve("empty") + "/")
        .with("--dry-run", "--list-workers", Integer.toString(workers))
        .called("sluice, %d list worker%s".formatted(workers, workers == 1 ? "" : "s"));
  }

  private Way sync(Site site, String from, String to) {
    Way sync = of(site, "sync", from, to).with("--quiet");
    Integer workers = site.atOnce().get(name());
    return workers == null ? sync : sync.with("--workers", workers.toString());
  }

  private Way of(Site site, String command, String... locations) {
    Map<String, String> environment = new LinkedHashMap<>(Environments.aws(site));
    // The launcher looks for a JDK; it need not look again at every run.
    environment.put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    return new Way(name(), List.of(program.toString(), command), environment)
        .with(locations)
        .with("--endpoint-url", site.endpoint().toString());
  }
}
