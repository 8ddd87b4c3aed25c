package dev.sluice.bench.e2e;

import java.util.List;

/// All jobs there are, in the order in which they are run.
final class Jobs {

  private static final int LATE_MILLIS = 30;
  private static final int PAGE_MILLIS = 100;

  private Jobs() {}

  /// The jobs.
  ///
  /// @param sizes scaled
  static List<Job> all(Sizes sizes) {
    return List.of(
        start(),
        upload(sizes, "upload", "", ServerNeeds.PLAIN),
        upload(sizes, "upload-tls", ", over TLS", ServerNeeds.PLAIN.withTls()),
        upload(sizes, "upload-30ms", ", 30 ms latency", ServerNeeds.PLAIN.withLatency(LATE_MILLIS)),
        new Job(
            "copy",
            "bucket to bucket, on the server",
            3,
            ServerNeeds.PLAIN.withBuckets("copied"),
            arena -> List.of(new CopyEvent(arena, sizes.objects(), sizes.objectBytes()))),
        new Job(
            "download",
            "small objects into an empty folder",
            4,
            ServerNeeds.PLAIN,
            arena -> List.of(new DownloadEvent(arena, sizes.objects(), sizes.objectBytes()))),
        new Job(
            "nothing",
            "the seed's tree against a bucket that has it all",
            3,
            ServerNeeds.PLAIN,
            arena -> List.of(new SeedEvent(arena, false, false))),
        flatList(sizes),
        plan(sizes),
        thousandNew(sizes),
        large(sizes),
        new Job(
            "seed",
            "the seed's tree against a bucket that lacks a seventh of it, 30 ms latency",
            4,
            ServerNeeds.PLAIN.withLatency(LATE_MILLIS),
            arena -> List.of(new SeedEvent(arena, true, true))));
  }

  private static Job start() {
    return new Job(
        "start",
        "time to say the version, and to the first request",
        1,
        ServerNeeds.PLAIN,
        _ -> List.of(new VersionEvent(), new FirstRequestEvent()));
  }

  private static Job upload(Sizes sizes, String name, String conditions, ServerNeeds needs) {
    return new Job(
        name,
        "small files into an empty bucket" + conditions,
        4,
        needs.withBuckets(UploadEvent.BUCKET),
        arena -> List.of(new UploadEvent(arena, sizes.objects(), sizes.objectBytes(), conditions)));
  }

  private static Job flatList(Sizes sizes) {
    CountEvent event = new CountEvent(sizes.flatKeys(), PAGE_MILLIS);
    return new Job(
        "flat-list",
        "list one prefix of very many keys, 100 ms a page",
        4,
        ServerNeeds.PLAIN
            .withPageLatency(PAGE_MILLIS)
            .withSynthetic(
                Tool.SHARES.stream()
                    .map(event::units)
                    .map(keys -> digits(CountEvent.bucket(keys), keys))
                    .toArray(String[]::new)),
        _ -> List.of(event));
  }

  private static Job plan(Sizes sizes) {
    long most = sizes.planKeys();
    return new Job(
        "plan-100m",
        "plan 1, 10 and 100 million downloads, sluice alone",
        4,
        ServerNeeds.PLAIN.withSynthetic(
            digits("plan-s", most / 100), digits("plan-m", most / 10), digits("plan-l", most)),
        arena ->
            List.of(
                new PlanEvent(arena, "plan-s", most / 100),
                new PlanEvent(arena, "plan-m", most / 10),
                new PlanEvent(arena, "plan-l", most)));
  }

  private static Job thousandNew(Sizes sizes) {
    return new Job(
        "thousand-new",
        "a thousand new files among a hundred million keys",
        1,
        ServerNeeds.PLAIN.withSynthetic(digits(FewNewEvent.BUCKET, sizes.manyKeys())),
        arena -> List.of(new FewNewEvent(arena, sizes.newFiles(), sizes.manyKeys())));
  }

  private static Job large(Sizes sizes) {
    String[] objects =
        Tool.SHARES.stream()
            .map(share -> LargeEvent.synthetic(Math.max(1, Math.round(sizes.largeMib() * share))))
            .toArray(String[]::new);
    return new Job(
        "large",
        "one large file up, and one down",
        4,
        ServerNeeds.PLAIN.withBuckets(LargeEvent.UP_BUCKET).withSynthetic(objects),
        arena ->
            List.of(
                new LargeEvent(arena, sizes.largeBytes(), true),
                new LargeEvent(arena, sizes.largeBytes(), false)));
  }

  private static String digits(String bucket, long keys) {
    return "name=%s,keys=%d,pattern=img%%09d.jpg,size=4096".formatted(bucket, keys);
  }
}
