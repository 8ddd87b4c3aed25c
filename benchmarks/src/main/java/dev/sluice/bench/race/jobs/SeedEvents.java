package dev.sluice.bench.race.jobs;

import static dev.sluice.bench.race.jobs.Event.require;

import dev.sluice.bench.data.Fingerprint;
import dev.sluice.bench.data.SeedTree;
import dev.sluice.bench.race.peers.Task;
import dev.sluice.bench.race.peers.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The tree that this project began with against a bucket that holds all of it, or all but one file
/// in seven; compared by size.
final class SeedEvents {

  private static final Pattern NUMBER = Pattern.compile("([0-9]+)\\.jpg$");

  /// Parts of about equal size, so that a slow server is not asked for one page after another.
  private static final List<String> PREFIXES =
      Stream.concat(
              IntStream.range(0, 47).mapToObj("flat/image-0%02d"::formatted),
              IntStream.range(0, 40).mapToObj("tree/survey-%02d/"::formatted))
          .toList();

  private final Arena arena;
  private final int connections;
  private final Map<String, Fingerprint> whole = new HashMap<>();

  /// @param connections with which buckets are filled
  SeedEvents(Arena arena, int connections) {
    this.arena = arena;
    this.connections = connections;
  }

  Event nothingToSend() {
    return event("", bucket -> {}, _ -> 0);
  }

  Event seventhToSend() {
    return event(
        " less %,d, which are to be sent".formatted(later(tree(1))),
        bucket -> {
          int flatFiles = treeIn(bucket).flatFiles();
          arena.remote().delete(bucket, PREFIXES, key -> comesLater(key, flatFiles));
        },
        SeedEvents::later);
  }

  /// Takes from a bucket what is to be sent.
  private interface Taking {
    void from(String bucket) throws IOException, InterruptedException;
  }

  /// How many objects are to be sent.
  private interface Missing {
    long of(SeedTree tree);
  }

  private Event event(String missing, Taking taking, Missing toSend) {
    SeedTree tree = tree(1);
    return new Event(
        "%,d files, %,d of them in one folder, against as many keys%s"
            .formatted(tree.files(), tree.flatFiles(), missing),
        "object",
        share -> tree(share).files(),
        units -> prepared(SeedTree.FULL.scaledTo((int) units)),
        work -> taking.from(work.place("bucket")),
        (work, counters) -> {
          String bucket = work.place("bucket");
          Fingerprint found = arena.remote().fingerprint(bucket, PREFIXES);
          require("the bucket", whole.getOrDefault(bucket, Fingerprint.EMPTY), found);
          require("objects sent", toSend.of(treeIn(bucket)), counters.of("PutObject"));
        },
        Event.Measure.PLAIN);
  }

  private Work prepared(SeedTree tree) throws IOException, InterruptedException {
    String bucket = "seed-" + tree.files();
    Path root = arena.trees().seed(tree);
    arena.remote().makeBucket(bucket);
    arena.fill(bucket, root, connections);
    whole.put(bucket, arena.remote().fingerprint(bucket, PREFIXES));
    return Work.of(Task.SEND_MISSING).at("source", root).at("bucket", bucket);
  }

  private SeedTree tree(double share) {
    return SeedTree.FULL.scaledTo(
        (int) Math.max(1, Math.round(arena.scaled(SeedTree.FULL.files()) * share)));
  }

  private static SeedTree treeIn(String bucket) {
    return SeedTree.FULL.scaledTo(Integer.parseInt(bucket.substring("seed-".length())));
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
}
