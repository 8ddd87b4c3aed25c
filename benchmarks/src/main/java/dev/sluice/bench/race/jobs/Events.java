package dev.sluice.bench.race.jobs;

import static dev.sluice.bench.race.jobs.Event.require;

import dev.sluice.bench.data.Fingerprint;
import dev.sluice.bench.data.Trees;
import dev.sluice.bench.race.jobs.Event.Measure;
import dev.sluice.bench.race.peers.Task;
import dev.sluice.bench.race.peers.Work;
import dev.sluice.bench.race.server.Counters;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The table of events: of each the title, what is counted, what is prepared, how the course is
/// cleared, what is checked, and how it is measured. The command lines stand in [Task].
final class Events {

  /// Buckets that are written to.
  static final String UPLOADED = "upload";

  static final String COPIED = "copied";
  static final String MANY = "many";
  static final String LARGE_UP = "large-up";

  private static final String DOWN = "down";
  private static final String LARGE_DOWN = "large-down";
  private static final int FILL_CONNECTIONS = 16;
  private static final int NEW_BYTES = 4096;
  private static final long MIB = 1 << 20;

  private final Arena arena;
  private final Sizes sizes;

  /// What buckets or folders must hold in the end, by the source it comes from.
  private final Map<String, Fingerprint> sources = new HashMap<>();

  Events(Arena arena, Sizes sizes) {
    this.arena = arena;
    this.sizes = sizes;
  }

  /// Many small files into an empty bucket.
  ///
  /// @param conditions what sets it apart, for the title
  Event upload(String conditions) {
    return new Event(
        "Upload %,d files of %,d bytes%s"
            .formatted(arena.scaled(sizes.objects()), sizes.objectBytes(), conditions),
        "object",
        this::objects,
        units -> {
          Path tree = arena.trees().small((int) units, sizes.objectBytes());
          sources.put(tree.toString(), Trees.fingerprint(tree));
          return Work.of(Task.UPLOAD).at("source", tree).at("bucket", UPLOADED);
        },
        _ -> arena.remote().empty(UPLOADED),
        (work, _) -> require("the bucket", expected(work.place("source")), held(UPLOADED)),
        Measure.PLAIN);
  }

  /// From bucket to bucket of one server; the content must not pass the client.
  Event copy() {
    return new Event(
        "Copy %,d objects from bucket to bucket".formatted(arena.scaled(sizes.objects())),
        "object",
        this::objects,
        units -> Work.of(Task.COPY).at("from-bucket", filled((int) units)).at("bucket", COPIED),
        _ -> arena.remote().empty(COPIED),
        (work, counters) -> {
          require("the copy", expected(work.place("from-bucket")), held(COPIED));
          require("objects that passed the client", 0L, counters.of("GetObject", "PutObject"));
        },
        Measure.PLAIN);
  }

  /// Many small objects into an empty folder.
  Event download() {
    return new Event(
        "Download %,d objects of %,d bytes, until they are on the disk"
            .formatted(arena.scaled(sizes.objects()), sizes.objectBytes()),
        "object",
        this::objects,
        units ->
            Work.of(Task.DOWNLOAD)
                .at("bucket", filled((int) units))
                .at("target", arena.emptied(DOWN)),
        _ -> arena.emptied(DOWN),
        (work, _) -> {
          Path target = Path.of(work.place("target"));
          require("the folder", expected(work.place("bucket")), Trees.fingerprint(target));
          arena.setAside(DOWN);
        },
        Measure.PLAIN.onDisk());
  }

  /// Read a flat listing of very many keys from a server that takes its time for every page.
  Event count(int pageMillis) {
    return new Event(
        "List %,d keys under one prefix, %d ms a page".formatted(sizes.flatKeys(), pageMillis),
        "key",
        share -> Math.round(sizes.flatKeys() * share),
        units -> Work.of(Task.COUNT).at("bucket", "flat-" + units),
        _ -> {},
        (work, counters) -> requirePages(counters, number(work.place("bucket"))),
        Measure.PLAIN);
  }

  /// Plan very many downloads and do none: what planning costs for each key, and whether memory
  /// grows with their number.
  Event plan(String bucket, long keys) {
    return new Event(
        "Plan %,d downloads (dry run)".formatted(keys),
        "key",
        _ -> keys,
        _ -> Work.of(Task.PLAN).at("bucket", bucket).at("target", arena.emptied("planned")),
        _ -> {},
        (_, counters) -> requirePages(counters, keys),
        Measure.PLAIN.ownAlone());
  }

  /// A few new files into a prefix of very many keys, with nothing to be deleted: how many requests
  /// it takes to find out that they are new. Each lies just above one of the keys.
  Event fewNew() {
    int files = sizes.newFiles();
    long keys = sizes.manyKeys();
    List<String> names =
        IntStream.range(0, files)
            .mapToObj(i -> "img%09d-new.jpg".formatted(keys / files * i))
            .toList();
    return new Event(
        "%,d new files into %,d keys".formatted(files, keys),
        "object",
        _ -> files,
        _ -> {
          String name = "few-%d-%d".formatted(files, keys);
          Path tree = arena.trees().named(name, names.stream(), NEW_BYTES);
          return Work.of(Task.SEND_FEW).at("source", tree).at("bucket", MANY);
        },
        _ -> arena.remote().deleteKeys(MANY, names),
        (_, counters) -> {
          require("objects sent", (long) files, counters.of("PutObject"));
          for (int i : new int[] {0, files / 2, files - 1}) {
            arena.remote().requireThere(MANY, names.get(i));
          }
        },
        Measure.PLAIN);
  }

  /// One large file into an empty bucket.
  Event largeUp() {
    return new Event(
        "Upload one file of %,d MiB".formatted(sizes.largeMib()),
        "MiB",
        this::mebibytes,
        units ->
            Work.of(Task.PUT_LARGE)
                .at("source", arena.trees().large(units * MIB).resolve("large.bin"))
                .at("bucket", LARGE_UP),
        _ -> arena.remote().empty(LARGE_UP),
        (work, _) -> {
          Fingerprint found = held(LARGE_UP);
          require("objects in the bucket", 1L, found.objects());
          require("bytes in the bucket", Files.size(Path.of(work.place("source"))), found.bytes());
        },
        Measure.PLAIN);
  }

  /// One large object, its content computed by the server, into an empty folder.
  Event largeDown() {
    return new Event(
        "Download one file of %,d MiB, until it is on the disk".formatted(sizes.largeMib()),
        "MiB",
        this::mebibytes,
        units ->
            Work.of(Task.GET_LARGE)
                .at("bucket", "large-" + units)
                .at("key", "large-0.bin")
                .at("target", arena.emptied(LARGE_DOWN)),
        _ -> arena.emptied(LARGE_DOWN),
        (work, _) -> {
          Path target = Path.of(work.place("target"));
          require("bytes in the folder", number(work.place("bucket")) * MIB, bytesUnder(target));
          Trees.remove(target);
        },
        Measure.PLAIN.onDisk());
  }

  /// How long a program takes to say its version.
  Event version() {
    return new Event(
        "Say the version",
        "start",
        _ -> 1,
        _ -> Work.of(Task.VERSION),
        _ -> {},
        (_, counters) -> require("requests", 0L, counters.all()),
        Measure.PLAIN);
  }

  /// How long it takes from a program's start until its first request is with the server.
  Event firstRequest() throws IOException {
    FirstRequestServer server = new FirstRequestServer();
    return new Event(
        "From the start to the first request",
        "start",
        _ -> 1,
        _ -> Work.of(Task.FIRST_REQUEST).at("bucket", "bucket"),
        _ -> server.forget(),
        (_, _) -> require("whether a request came", true, server.asked()),
        new Measure(false, false, server::site, server::secondsSince));
  }

  /// The buckets of `count`, of `plan` and of `largeDown`, as the server's option has them.
  static String flat(long keys) {
    return digits("flat-" + keys, keys);
  }

  static String digits(String bucket, long keys) {
    return "name=%s,keys=%d,pattern=img%%09d.jpg,size=4096".formatted(bucket, keys);
  }

  static String large(long mib) {
    return "name=large-%d,keys=1,pattern=large-%%1d.bin,size=%d".formatted(mib, mib * MIB);
  }

  private long objects(double share) {
    return Math.max(1, Math.round(arena.scaled(sizes.objects()) * share));
  }

  private long mebibytes(double share) {
    return Math.max(1, Math.round(sizes.largeMib() * share));
  }

  /// A bucket with the files of [Trees#small], one for each number of objects.
  private String filled(int files) throws IOException, InterruptedException {
    String bucket = "source-" + files;
    Path tree = arena.trees().small(files, sizes.objectBytes());
    arena.remote().makeBucket(bucket);
    if (held(bucket).objects() != files) {
      arena.fill(bucket, tree, FILL_CONNECTIONS);
    }
    sources.put(bucket, held(bucket));
    return bucket;
  }

  private Fingerprint expected(String source) {
    return sources.getOrDefault(source, Fingerprint.EMPTY);
  }

  private Fingerprint held(String bucket) throws IOException, InterruptedException {
    return arena.remote().fingerprint(bucket, List.of(""));
  }

  private static long number(String bucket) {
    return Long.parseLong(bucket.substring(bucket.indexOf('-') + 1));
  }

  private static void requirePages(Counters counters, long keys) throws RaceException {
    long pages = counters.of("ListObjects", "ListObjectsV2");
    if (pages * 1000 < keys) {
      throw new RaceException("%,d pages cannot hold %,d keys".formatted(pages, keys));
    }
  }

  private static long bytesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
