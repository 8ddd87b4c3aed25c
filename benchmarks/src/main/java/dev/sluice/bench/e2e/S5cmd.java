package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// s5cmd. `sync` throughout, as it is what the others do; by size, which spares it the times.
record S5cmd(Path program) implements Tool {

  private static final int AT_ONCE = 128;

  @Override
  public String name() {
    return "s5cmd";
  }

  @Override
  public List<Integer> paces() {
    return List.of(64, 128, 256, 512);
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) -> List.of(sync(site, source + "/", to(bucket)));
      case Task.Copy(String from, String to) -> List.of(sync(site, all(from), to(to)));
      case Task.Download(String bucket, Path target) ->
          List.of(sync(site, all(bucket), target + "/"));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(sync(site, source + "/", to(bucket)));
      case Task.SendFew _ -> List.of(); // lists all of the destination
      case Task.Count(String bucket) -> List.of(of(site).with("du", all(bucket)));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          List.of(
              of(site)
                  .with("cp", "--concurrency", "8", "--part-size", "16")
                  .with(file.toString(), to(bucket)));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(
              of(site)
                  .with("cp", "--concurrency", "8", "--part-size", "16")
                  .with(to(bucket) + key, target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site).with("ls", to(bucket)));
    };
  }

  private static String all(String bucket) {
    return "s3://" + bucket + "/*";
  }

  private static String to(String bucket) {
    return "s3://" + bucket + "/";
  }

  private Way sync(Site site, String from, String to) {
    return of(site).with("sync", "--size-only", from, to);
  }

  private Way of(Site site) {
    return new Way(name(), List.of(program.toString()), Environments.aws(site))
        .with("--endpoint-url", site.endpoint().toString())
        .with("--numworkers", site.atOnce(name(), AT_ONCE), "--log", "error");
  }
}
