package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole dry runs of s3cmd and aws-cli beside ours, on one tree and one server. Their filters alone
/// are compared on thousands of lists by `PeerFiltersTest`; this shows that those are the filters
/// which the programs use.
final class PeerProgramsTest extends Bench {

  private static final Pattern SENT = Pattern.compile("'?s3://b/p/([^']+)'?");
  private static final int LONGEST_SECONDS = 120;

  private Path venv = Path.of("");

  @BeforeEach
  void aTreeAndThePeers() throws IOException {
    String peers = System.getenv("SLUICE_TEST_PEERS");
    assumeTrue(
        peers != null, "no peers: install them with tools/peer-filters and set SLUICE_TEST_PEERS");
    venv = Path.of(peers, "venv", "bin");
    for (String name :
        new String[] {
          "a.txt", "a.jpg", "img/a", "img/b.jpg", "img/keep/c", "bigimg/b", "tmp/a.jpg", "d/img/e"
        }) {
      file("src/" + name, name);
    }
    Files.writeString(
        folder.resolve("s3cfg"),
        """
        [default]
        access_key = access
        secret_key = secret
        use_https = False
        host_base = %1$s
        host_bucket = %1$s
        """
            .formatted(s3.server().endpoint().getAuthority()));
  }

  @ParameterizedTest
  @CsvSource({
    "--exclude *.jpg, both",
    "--exclude * --include *.jpg, both",
    "--exclude *img/* --include *keep/*, both",
    "--exclude * --include *.jpg --exclude tmp/*, aws",
    "--exclude /img/* --include /img/keep/*, neither"
  })
  void whole_dry_runs_send_the_same(String rules, String peers) throws Exception {
    String[] flags = rules.split(" ", -1);

    List<String> ours = keys(run(ours(flags)).out());

    assertThat(ours).isNotEmpty();
    assertThat(ours.equals(aws(flags))).as("as aws").isEqualTo(!peers.equals("neither"));
    assertThat(ours.equals(s3cmd(flags))).as("as s3cmd").isEqualTo(peers.equals("both"));
  }

  private String[] ours(String... flags) {
    List<String> line = new ArrayList<>(List.of("sync", "@/src/", "s3://b/p/", "-n"));
    line.addAll(List.of(flags));
    return line.toArray(String[]::new);
  }

  private List<String> s3cmd(String... flags) throws Exception {
    return peer(
        List.of("python", "s3cmd", "-c", folder + "/s3cfg", "--dry-run", "sync"),
        List.of(folder + "/src/", "s3://b/p/"),
        flags);
  }

  private List<String> aws(String... flags) throws Exception {
    return peer(
        List.of("python", "aws", "s3", "sync", "--dryrun"),
        List.of(folder + "/src/", "s3://b/p/", "--endpoint-url", s3.server().endpoint().toString()),
        flags);
  }

  private List<String> peer(List<String> program, List<String> locations, String... flags)
      throws Exception {
    List<String> line = new ArrayList<>(program);
    line.set(0, venv.resolve(program.get(0)).toString());
    line.set(1, venv.resolve(program.get(1)).toString());
    line.addAll(locations);
    line.addAll(List.of(flags));
    Path out = folder.resolve("peer.out");
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || isProxy(name));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("AWS_ACCESS_KEY_ID", "access");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s%n%s", line, said).isZero();
    return keys(said);
  }

  private static boolean isProxy(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy");
  }

  /// The keys that uploads are said to go to.
  private static List<String> keys(String said) {
    TreeSet<String> keys = new TreeSet<>();
    for (String line : said.lines().filter(each -> each.contains("upload:")).toList()) {
      Matcher sent = SENT.matcher(line);
      if (sent.find()) {
        keys.add(sent.group(1));
      }
    }
    return List.copyOf(keys);
  }
}
