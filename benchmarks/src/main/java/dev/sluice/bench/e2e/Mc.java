package dev.sluice.bench.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// MinIO's client, its alias `bench` defined in the environment. The version that can be had has no
/// option for the number of requests at once: it finds one by itself, up to 128.
record Mc(Path program) implements Tool {

  @Override
  public String name() {
    return "mc";
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          List.of(mirror(site, source.toString(), at(bucket)));
      case Task.Copy(String from, String to) -> List.of(mirror(site, at(from), at(to)));
      case Task.Download(String bucket, Path target) ->
          List.of(mirror(site, at(bucket), target.toString()));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(mirror(site, source.toString(), at(bucket)));
      case Task.SendFew _ -> List.of(); // lists all of the destination
      case Task.Count(String bucket) -> List.of(of(site).with("du", at(bucket)));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          List.of(of(site).with("cp", file.toString(), at(bucket) + "/"));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(of(site).with("cp", at(bucket) + "/" + key, target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "--version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site).with("ls", at(bucket)));
    };
  }

  private static String at(String bucket) {
    return "bench/" + bucket;
  }

  private Way mirror(Site site, String from, String to) {
    return of(site).with("mirror", from, to);
  }

  private Way of(Site site) {
    Map<String, String> environment = new LinkedHashMap<>(Environments.aws(site));
    environment.put(
        "MC_HOST_bench",
        "%s://%s:%s@%s"
            .formatted(
                site.endpoint().getScheme(), Site.ACCESS_KEY, Site.SECRET_KEY, site.hostAndPort()));
    environment.put("MC_CONFIG_DIR", site.home().resolve("mc").toString());
    return new Way(name(), List.of(program.toString(), "--quiet"), environment);
  }
}
