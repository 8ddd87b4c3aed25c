package dev.sluice.bench.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The AWS command line interface. More requests at once than a few tens bring it nothing: it is
/// bound by one Python interpreter.
record AwsCli(Path program) implements Tool {

  private static final int AT_ONCE = 32;

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public double share() {
    return 0.1;
  }

  @Override
  public List<Integer> paces() {
    return List.of(10, 32, 100);
  }

  @Override
  public List<Way> ways(Task task, Site site) {
    return switch (task) {
      case Task.Upload(Path source, String bucket) ->
          List.of(sync(site, source.toString(), at(bucket)));
      case Task.Copy(String from, String to) -> List.of(sync(site, at(from), at(to)));
      case Task.Download(String bucket, Path target) ->
          List.of(sync(site, at(bucket), target.toString()));
      case Task.SendMissing(Path source, String bucket) ->
          List.of(sync(site, source.toString(), at(bucket)).with("--size-only"));
      case Task.SendFew _ -> List.of(); // lists all of the destination
      case Task.Count(String bucket) ->
          List.of(of(site).with("s3", "ls", "--recursive", "--summarize", at(bucket)));
      case Task.Plan _ -> List.of();
      case Task.PutLarge(Path file, String bucket) ->
          List.of(of(site).with("s3", "cp", "--only-show-errors", file.toString(), at(bucket)));
      case Task.GetLarge(String bucket, String key, Path target) ->
          List.of(of(site).with("s3", "cp", "--only-show-errors", at(bucket) + key, target + "/"));
      case Task.Version() -> List.of(new Way(name(), List.of(program + "", "--version"), Map.of()));
      case Task.FirstRequest(String bucket) -> List.of(of(site).with("s3", "ls", at(bucket)));
    };
  }

  private static String at(String bucket) {
    return "s3://" + bucket + "/";
  }

  private Way sync(Site site, String from, String to) {
    return of(site).with("s3", "sync", "--only-show-errors", from, to);
  }

  private Way of(Site site) {
    Path config = site.home().resolve("aws-config");
    String atOnce = site.atOnce(name(), AT_ONCE);
    try {
      Files.writeString(
          config,
          """
          [default]
          s3 =
            addressing_style = path
            max_concurrent_requests = %s
            max_queue_size = 10000
          """
              .formatted(atOnce));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = new LinkedHashMap<>(Environments.aws(site));
    environment.put("AWS_CONFIG_FILE", config.toString());
    return new Way(name(), List.of(program.toString()), environment)
        .with("--endpoint-url", site.endpoint().toString());
  }
}
