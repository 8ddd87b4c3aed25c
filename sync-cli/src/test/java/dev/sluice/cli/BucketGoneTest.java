package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A bucket that somebody deletes during the run is an error that ends it: it is neither an empty
/// one nor one whose objects have vanished.
final class BucketGoneTest extends Bench {

  /// More than a page.
  private static final int OBJECTS = 1100;

  /// Not at the source, so that a deletion removes them.
  private static final List<String> EXTRA = List.of("n-extra", "zz-extra");

  private void goneFromRequest(int number) {
    s3.server()
        .faults()
        .on()
        .where(
            request -> "b".equals(request.bucket()) || request.operation() == Operation.COPY_OBJECT)
        .from(number)
        .then(new Fault.Answer(404, "NoSuchBucket", "The bucket does not exist.", Map.of()));
  }

  private static String key(int i) {
    return "k-%04d".formatted(i);
  }

  private List<String> names(String folderName) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(folderName))) {
      return files.map(file -> file.getFileName() + "").sorted().toList();
    }
  }

  private static void assertTold(Program.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(66);
    assertThat(result.errLines())
        .as(result.err())
        .filteredOn(line -> line.contains("NoSuchBucket"))
        .hasSizeBetween(1, 2);
    assertThat(result.out()).doesNotContain("vanished");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8, 20})
  void at_the_source_nothing_is_deleted_at_the_destination(int request) throws Exception {
    for (int i = 0; i < OBJECTS; i++) {
      s3.put("b", key(i), "1");
      if (i % 20 > 0) {
        file("dst/" + key(i), "1");
      }
    }
    for (String name : EXTRA) {
      file("dst/" + name, "1");
    }
    List<String> before = names("dst");
    goneFromRequest(request);

    assertTold(run("sync", "s3://b/", "@/dst/", "--delete", "--size-only"));

    assertThat(names("dst")).containsAll(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 20})
  void at_the_destination_the_run_ends_with_one_line(int request) throws Exception {
    for (int i = 0; i < 200; i++) {
      file("src/" + key(i), "1");
    }
    s3.put("b", "p/zz-extra", "1");
    goneFromRequest(request);

    assertTold(run("sync", "@/src/", "s3://b/p/", "--delete"));

    assertThat(s3.server().keys("b")).contains("p/zz-extra");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8, 20})
  void of_a_copy_within_the_service_nothing_is_deleted_either(int request) {
    for (int i = 0; i < OBJECTS; i++) {
      s3.put("b", key(i), "1");
      if (i % 20 > 0) {
        s3.put("c", key(i), "1");
      }
    }
    EXTRA.forEach(name -> s3.put("c", name, "1"));
    goneFromRequest(request);

    assertTold(run("sync", "s3://b/", "s3://c/", "--delete"));

    assertThat(s3.server().keys("c")).containsAll(EXTRA);
  }
}
