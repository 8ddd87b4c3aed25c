package dev.sluice.bench.race.jobs;

import dev.sluice.bench.race.peers.Peer;
import dev.sluice.bench.race.server.ServerNeeds;
import java.util.List;
import java.util.function.LongFunction;

/// The table of jobs, in the order in which they are run.
public final class Jobs {

  private static final int LATE_MILLIS = 30;
  private static final int PAGE_MILLIS = 100;

  private static final int CONNECTIONS = 16;
  private static final int PATIENT_CONNECTIONS = 512;

  private Jobs() {}

  /// The jobs.
  ///
  /// @param sizes scaled
  public static List<Job> all(Sizes sizes) {
    long most = sizes.planKeys();
    ServerNeeds plain = ServerNeeds.PLAIN;
    ServerNeeds upload = plain.withBuckets(Events.UPLOADED);
    ServerNeeds late = plain.withLatency(LATE_MILLIS);
    return List.of(
        new Job(
            "start",
            "time to say the version, and to the first request",
            1,
            plain,
            arena ->
                List.of(
                    new Events(arena, sizes).version(), new Events(arena, sizes).firstRequest())),
        upload(sizes, "upload", "", upload),
        upload(sizes, "upload-tls", ", over TLS", upload.withTls()),
        upload(sizes, "upload-30ms", ", 30 ms latency", upload.withLatency(LATE_MILLIS)),
        new Job(
            "copy",
            "bucket to bucket, on the server",
            3,
            plain.withBuckets(Events.COPIED),
            arena -> List.of(new Events(arena, sizes).copy())),
        new Job(
            "download",
            "small objects into an empty folder",
            4,
            plain,
            arena -> List.of(new Events(arena, sizes).download())),
        new Job(
            "nothing",
            "the seed's tree against a bucket that has it all",
            3,
            plain,
            arena -> List.of(new SeedEvents(arena, CONNECTIONS).nothingToSend())),
        new Job(
            "flat-list",
            "list one prefix of very many keys, 100 ms a page",
            4,
            plain
                .withPageLatency(PAGE_MILLIS)
                .withSynthetic(eachShare(sizes.flatKeys(), Events::flat)),
            arena -> List.of(new Events(arena, sizes).count(PAGE_MILLIS))),
        new Job(
            "plan-100m",
            "plan 1, 10 and 100 million downloads, sluice alone",
            4,
            plain.withSynthetic(
                Events.digits("plan-s", most / 100),
                Events.digits("plan-m", most / 10),
                Events.digits("plan-l", most)),
            arena -> plans(new Events(arena, sizes), most)),
        new Job(
            "thousand-new",
            "a thousand new files among a hundred million keys",
            1,
            plain.withSynthetic(Events.digits(Events.MANY, sizes.manyKeys())),
            arena -> List.of(new Events(arena, sizes).fewNew())),
        new Job(
            "large",
            "one large file up, and one down",
            4,
            plain
                .withBuckets(Events.LARGE_UP)
                .withSynthetic(eachShare(sizes.largeMib(), Events::large)),
            arena ->
                List.of(new Events(arena, sizes).largeUp(), new Events(arena, sizes).largeDown())),
        new Job(
            "seed",
            "the seed's tree against a bucket that lacks a seventh of it, 30 ms latency",
            4,
            late,
            arena -> List.of(new SeedEvents(arena, PATIENT_CONNECTIONS).seventhToSend())));
  }

  private static Job upload(Sizes sizes, String name, String conditions, ServerNeeds needs) {
    return new Job(
        name,
        "small files into an empty bucket" + conditions,
        4,
        needs,
        arena -> List.of(new Events(arena, sizes).upload(conditions)));
  }

  private static List<Event> plans(Events events, long most) {
    return List.of(
        events.plan("plan-s", most / 100),
        events.plan("plan-m", most / 10),
        events.plan("plan-l", most));
  }

  /// A bucket for each share of the work.
  private static String[] eachShare(long units, LongFunction<String> bucket) {
    return Peer.SHARES.stream()
        .map(share -> bucket.apply(Math.max(1, Math.round(units * share))))
        .toArray(String[]::new);
  }
}
