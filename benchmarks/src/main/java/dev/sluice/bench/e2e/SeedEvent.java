package dev.sluice.bench.e2e;

import dev.sluice.bench.data.SeedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The tree that this project began with against a bucket that holds all of it, or all but one file
/// in seven; compared by size.
final class SeedEvent implements Event {

  private static final int FILL_CONNECTIONS = 16;
  private static final int PATIENT_CONNECTIONS = 512;
  private static final Pattern NUMBER = Pattern.compile("([0-9]+)\\.jpg$");

  private final Arena arena;
  private final boolean seventhMissing;
  private final boolean serverIsSlow;
  private final Map<String, Fingerprint> whole = new HashMap<>();

  /// @param seventhMissing whether one file in seven is to be sent, or none
  /// @param serverIsSlow whether the server waits before it answers
  SeedEvent(Arena arena, boolean seventhMissing, boolean serverIsSlow) {
    this.arena = arena;
    this.seventhMissing = seventhMissing;
    this.serverIsSlow = serverIsSlow;
  }

  @Override
  public String title() {
    SeedTree tree = tree(1);
    return "%,d files, %,d of them in one folder, against as many keys%s"
        .formatted(
            tree.files(),
            tree.flatFiles(),
            seventhMissing ? " less %,d, which are to be sent".formatted(later(tree)) : "");
  }

  @Override
  public String unit() {
    return "object";
  }

  @Override
  public long units(double share) {
    return tree(share).files();
  }

  @Override
  public Task task(double share) throws IOException, InterruptedException {
    SeedTree tree = tree(share);
    String bucket = "seed-" + tree.files();
    Path root = arena.trees().seed(tree);
    arena.remote().makeBucket(bucket);
    arena.filler(serverIsSlow ? PATIENT_CONNECTIONS : FILL_CONNECTIONS).fill(bucket, root);
    whole.put(bucket, arena.remote().fingerprint(bucket, prefixes()));
    return new Task.SendMissing(root, bucket);
  }

  @Override
  public void before(Task task) throws IOException, InterruptedException {
    if (seventhMissing && task instanceof Task.SendMissing(Path _, String bucket)) {
      int flatFiles = SeedTree.FULL.scaledTo(fileCount(bucket)).flatFiles();
      arena.remote().delete(bucket, prefixes(), key -> comesLater(key, flatFiles));
    }
  }

  @Override
  public void check(Task task, Counters counters)
      throws IOException, InterruptedException, RaceException {
    if (task instanceof Task.SendMissing(Path _, String bucket)) {
      Event.require(
          "the bucket",
          whole.getOrDefault(bucket, Fingerprint.EMPTY),
          arena.remote().fingerprint(bucket, prefixes()));
      long missing = seventhMissing ? later(SeedTree.FULL.scaledTo(fileCount(bucket))) : 0;
      Event.require("objects sent", missing, counters.of("PutObject"));
    }
  }

  private SeedTree tree(double share) {
    return SeedTree.FULL.scaledTo(
        (int) Math.max(1, Math.round(arena.scaled(SeedTree.FULL.files()) * share)));
  }

  private static int fileCount(String bucket) {
    return Integer.parseInt(bucket.substring("seed-".length()));
  }

  private static long later(SeedTree tree) {
    return IntStream.range(0, tree.files()).filter(SeedTree::comesLater).count();
  }

  private static boolean comesLater(String key, int flatFiles) {
    Matcher matcher = NUMBER.matcher(key);
    if (!matcher.find()) {
      throw new IllegalStateException("not a key of the tree: " + key);
    }
    int number = Integer.parseInt(matcher.group(1));
    return SeedTree.comesLater(key.startsWith("flat/") ? number : flatFiles + number);
  }

  /// Parts of about equal size, so that a slow server is not asked for one page after another.
  private static List<String> prefixes() {
    List<String> prefixes = new ArrayList<>();
    IntStream.range(0, 47).forEach(i -> prefixes.add("flat/image-0%02d".formatted(i)));
    IntStream.range(0, 40).forEach(i -> prefixes.add("tree/survey-%02d/".formatted(i)));
    return prefixes;
  }
}
